"""Nested boxes in layers: Xen, KVM, nested virtualization, and a plain stack."""

from __future__ import annotations

from .parts import architecture, b, hardware, link

XEN = architecture(
    "xen",
    ("Xen Project architecture", "Xen Project 아키텍처"),
    (
        "The hypervisor has no disk or network driver: all device I/O goes through Dom0",
        "하이퍼바이저에는 디스크·네트워크 드라이버가 없다: 모든 장치 I/O는 Dom0를 거친다",
    ),
    [
        (
            b(
                "dom0",
                "Dom0",
                "Dom0",
                "machine",
                (
                    b("toolstack", "Toolstack", "툴스택", "management", note="xl · libxl"),
                    b("xenstore", "XenStore", "XenStore", "management"),
                ),
                (
                    b("backend", "Backend driver", "백엔드 드라이버", "driver", note="netback · blkback"),
                    b("qemu", "Device model", "장치 모델", "driver", note="QEMU"),
                ),
                (
                    b(
                        "native",
                        "Native drivers",
                        "네이티브 드라이버",
                        "driver",
                        note=("Dom0 kernel (Linux)", "Dom0 커널 (Linux)"),
                    ),
                ),
                note=("control domain", "제어 도메인"),
                boundary=True,
            ),
            b(
                "domu-pv",
                "DomU",
                "DomU",
                "machine",
                (b("pv-app", "Apps", "앱", "app"),),
                (b("frontend", "Frontend driver", "프런트엔드 드라이버", "driver", note="netfront · blkfront"),),
                (
                    b(
                        "pv-kernel",
                        "Ported kernel",
                        "수정된 게스트 커널",
                        "guest",
                        note=("asks by hypercall", "하이퍼콜로 요청"),
                    ),
                ),
                note=("PV guest", "PV 게스트"),
                boundary=True,
            ),
            b(
                "domu-hvm",
                "DomU",
                "DomU",
                "machine",
                (b("hvm-app", "Apps", "앱", "app"),),
                (b("pv-driver", "PV drivers", "PV 드라이버", "driver", note=("optional", "선택")),),
                (b("hvm-os", "Unmodified OS", "수정 없는 게스트 OS", "guest", note="Windows · Linux"),),
                note=("HVM guest", "HVM 게스트"),
                boundary=True,
            ),
        ),
        (
            b(
                "xen-hv",
                "Xen hypervisor",
                "Xen 하이퍼바이저",
                "hypervisor",
                (
                    b("hypercalls", "Hypercalls", "하이퍼콜 처리", "hypervisor"),
                    b("sched", "Scheduler · MMU", "스케줄러 · 메모리", "hypervisor"),
                    b("evtchn", "Event channels", "이벤트 채널", "hypervisor"),
                    b("gnttab", "Grant tables", "그랜트 테이블", "hypervisor"),
                ),
            ),
        ),
        (
            b(
                "hw",
                "Hardware",
                "하드웨어",
                "hardware",
                (
                    b("io", "NIC · disk", "NIC · 디스크", "hardware"),
                    b("cpu", "CPU (VT-x · AMD-V)", "CPU (VT-x · AMD-V)", "hardware"),
                    b("mem", "Memory · MMU", "메모리 · MMU", "hardware"),
                ),
            ),
        ),
    ],
    [
        link("backend", "frontend", "Shared ring", "공유 링", both=True),
        link("backend", "native"),
        link("native", "io", "Device I/O", "장치 I/O"),
        link("toolstack", "hypercalls", "Hypercall", "하이퍼콜", "control"),
        link("toolstack", "xenstore", kind="control", both=True),
        link("pv-driver", "backend", "PV I/O", "PV I/O", both=True),
        link("qemu", "hvm-os", "Emulated devices", "에뮬레이션 장치", "control"),
    ],
)

KVM = architecture(
    "kvm",
    ("KVM: the Linux kernel as a hypervisor", "KVM: 하이퍼바이저가 된 리눅스 커널"),
    (
        "A virtual machine is a QEMU process; its vCPUs are threads that the Linux scheduler runs",
        "가상 머신은 QEMU 프로세스이고, vCPU는 리눅스 스케줄러가 돌리는 스레드다",
    ),
    [
        (
            b(
                "tools",
                "Management",
                "관리",
                "machine",
                (b("virsh", "virsh", "virsh", "management", note="virt-manager"),),
                (b("libvirt", "libvirt", "libvirt", "management", note=("daemon", "데몬")),),
            ),
            b(
                "qemu",
                "QEMU process",
                "QEMU 프로세스",
                "machine",
                (
                    b(
                        "vm",
                        "Virtual machine",
                        "가상 머신",
                        "machine",
                        (b("app", "Apps", "앱", "app"),),
                        (b("guest-os", "Guest OS", "게스트 OS", "guest"),),
                        boundary=True,
                        span=2,
                    ),
                    b("devices", "Device models", "장치 모델", "driver", note=("I/O thread", "I/O 스레드")),
                ),
                note=("one per VM", "VM마다 하나"),
                span=3,
            ),
            b("process", "Ordinary process", "일반 프로세스", "app"),
        ),
        (
            b(
                "kernel",
                "Linux kernel",
                "리눅스 커널",
                "host",
                (
                    b("kvm-mod", "KVM module", "KVM 모듈", "hypervisor", note="/dev/kvm"),
                    b("sched", "Scheduler", "스케줄러", "host"),
                    b("mm", "Memory manager", "메모리 관리자", "host"),
                    b("drv", "Drivers · vhost", "드라이버 · vhost", "driver"),
                ),
            ),
        ),
        (b("hw", "Hardware", "하드웨어", "hardware", note=("CPU with VT-x or AMD-V", "VT-x 또는 AMD-V가 있는 CPU")),),
    ],
    [
        link("virsh", "libvirt", "API", "API", "control"),
        link("libvirt", "qemu", "start, QMP", "시작, QMP", "control"),
        link("devices", "kvm-mod", "ioctl", "ioctl", "control"),
        link("guest-os", "kvm-mod", "VM exit", "VM exit", both=True),
        link("devices", "drv", "I/O", "I/O"),
        link("drv", "hw", "DMA", "DMA"),
    ],
)
NESTED = architecture(
    "nested",
    ("Nested virtualization: L0, L1, L2", "중첩 가상화: L0, L1, L2"),
    (
        "Every exit of an L2 guest goes to L0 first, which hands it to L1 if L1 asked for it",
        "L2 게스트의 모든 exit은 먼저 L0로 가고, L1이 원한 것만 L0가 L1에 넘긴다",
    ),
    [
        (
            b(
                "l1vm",
                "L1 virtual machine",
                "L1 가상 머신",
                "machine",
                (
                    b("l2a", "L2 guest", "L2 게스트", "guest", note="VM 1", boundary=True),
                    b("l2b", "L2 guest", "L2 게스트", "guest", note="VM 2", boundary=True),
                ),
                (b("l1hv", "L1 hypervisor", "L1 하이퍼바이저", "hypervisor", note=("non-root mode", "비루트 모드")),),
                (b("l1k", "L1 kernel", "L1 커널", "guest"),),
                boundary=True,
            ),
            b(
                "vmb",
                "Ordinary VM",
                "일반 VM",
                "machine",
                (b("appb", "App", "앱", "app"),),
                (b("osb", "Guest OS", "게스트 OS", "guest"),),
                boundary=True,
            ),
        ),
        (b("l0", "L0 hypervisor", "L0 하이퍼바이저", "hypervisor", note=("root mode", "루트 모드")),),
        (b("hw", "Hardware", "하드웨어", "hardware", note=("virtualization extensions", "가상화 확장 기능")),),
    ],
    [
        link("l2b", "l0", "Exit", "exit", number=1),
        link("l0", "l1hv", "Forward", "전달", "control", number=2),
    ],
)
STACK = architecture(
    "stack",
    ("Hardware virtualization", "하드웨어 가상화"),
    ("Four layers", "네 개의 계층"),
    [
        (b("app", "Application", "애플리케이션", "app"),),
        (b("os", "Guest OS", "게스트 OS", "guest"),),
        (b("hv", "Hypervisor", "하이퍼바이저", "hypervisor"),),
        (hardware(),),
    ],
    [
        link("app", "os", "System call", "시스템 콜"),
        link("os", "hv", "VM exit", "VM exit"),
        link("app", "hw", "CPU instructions", "CPU 명령"),
        link("hv", "hw"),
    ],
)

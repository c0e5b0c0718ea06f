"""Pictures to try the drawing with: the ten parts of a lecture on virtualization, as data."""

from __future__ import annotations

from typing import Any

from diagrams import Architecture, Box, Column, Comparison, Link, Role

ROLES = {
    role.id: role
    for role in (
        Role("app", {"en": "Application", "ko": "애플리케이션"}, "sky", 6),
        Role("guest", {"en": "Guest OS", "ko": "게스트 OS"}, "indigo", 5),
        Role("driver", {"en": "Device, driver", "ko": "장치·드라이버"}, "purple", 4),
        Role("management", {"en": "Management", "ko": "관리"}, "pink", 4),
        Role("hypervisor", {"en": "Hypervisor", "ko": "하이퍼바이저"}, "amber", 3),
        Role("engine", {"en": "Container engine", "ko": "컨테이너 엔진"}, "teal", 3),
        Role("host", {"en": "Host OS", "ko": "호스트 OS"}, "green", 2),
        Role("hardware", {"en": "Hardware", "ko": "하드웨어"}, "slate", 0),
        Role("machine", {"en": "Machine", "ko": "머신"}, "plain", 5),
        Role("provider", {"en": "Provider", "ko": "제공자"}, "red", 3),
    )
}


def b(id_: str, en: str, ko: str, role: str, *rows: tuple[Box, ...], note: Any = None, **more: Any) -> Box:
    """A box; `note` is a string for both languages or a pair."""
    if isinstance(note, str):
        note = {"en": note, "ko": note}
    elif note:
        note = {"en": note[0], "ko": note[1]}
    return Box(id_, {"en": en, "ko": ko}, role, note=note, rows=tuple(rows), href=f"/concepts/{id_}", **more)


def link(source: str, target: str, en: str = "", ko: str = "", kind: str = "data", **more: Any) -> Link:
    """A link; no words, no label."""
    return Link(source, target, kind, {"en": en, "ko": ko} if en else None, **more)


def vm(n: str, os_: str, *, app: tuple[str, str] = ("App", "앱"), **more: Any) -> Box:
    """A virtual machine with an application on a guest OS."""
    inner = ((b(f"app{n}", *app, "app"),), (b(f"os{n}", "Guest OS", "게스트 OS", "guest", note=os_),))
    return b(f"vm{n}", f"VM {n.lstrip('abc')}", f"VM {n.lstrip('abc')}", "machine", *inner, boundary=True, **more)


def hardware(id_: str = "hw") -> Box:
    """A plain hardware layer."""
    return b(
        id_, "Hardware", "하드웨어", "hardware", note=("CPU · memory · storage · NIC", "CPU · 메모리 · 저장소 · NIC")
    )


def architecture(
    id_: str, title: tuple[str, str], message: tuple[str, str], rows: Any, links: Any = ()
) -> Architecture:
    """An architecture with the sample roles."""
    return Architecture(
        id_, {"en": title[0], "ko": title[1]}, {"en": message[0], "ko": message[1]}, tuple(rows), tuple(links), ROLES
    )


TYPE1 = architecture(
    "type-1",
    ("Type 1 hypervisor", "Type 1 하이퍼바이저"),
    ("The hypervisor runs on the hardware itself", "하이퍼바이저가 하드웨어 위에서 직접 실행된다"),
    [
        (vm("1", "Linux"), vm("2", "Windows"), vm("3", "Linux")),
        (b("hv", "Hypervisor", "하이퍼바이저", "hypervisor", note="ESXi · Xen · Hyper-V"),),
        (hardware(),),
    ],
)
TYPE2 = architecture(
    "type-2",
    ("Type 2 hypervisor", "Type 2 하이퍼바이저"),
    ("The hypervisor is a program on a host OS", "하이퍼바이저는 호스트 OS 위의 프로그램이다"),
    [
        (
            vm("1", "Linux"),
            vm("2", "Windows"),
            b(
                "processes",
                "Programs",
                "일반 프로그램",
                "machine",
                (b("browser", "Browser", "웹 브라우저", "app"),),
                (b("office", "Office", "문서 편집기", "app"),),
                layer="process",
            ),
        ),
        (b("hv", "Hypervisor", "하이퍼바이저", "hypervisor", note="VirtualBox · VMware Workstation"),),
        (b("host", "Host OS", "호스트 OS", "host", note="Windows · macOS · Linux"),),
        (hardware(),),
    ],
)
TYPES = Comparison(
    "type-1-vs-type-2",
    {"en": "Type 1 and Type 2 hypervisors", "ko": "Type 1 하이퍼바이저와 Type 2 하이퍼바이저"},
    {
        "en": "The difference is the host OS: Type 1 controls the hardware itself, Type 2 asks a host OS",
        "ko": "차이는 호스트 운영체제의 유무: Type 1은 하드웨어를 직접 제어하고, Type 2는 호스트 OS를 거친다",
    },
    (
        Column(
            {"en": "Type 1", "ko": "Type 1"},
            {"en": "bare metal: on the hardware itself", "ko": "베어메탈: 하드웨어 위에서 직접 실행"},
            "/concepts/type-1",
            TYPE1,
        ),
        Column(
            {"en": "Type 2", "ko": "Type 2"},
            {"en": "hosted: a program on an OS", "ko": "호스트형: 운영체제 위의 프로그램"},
            "/concepts/type-2",
            TYPE2,
        ),
    ),
    ROLES,
)

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

VDI = architecture(
    "vdi",
    ("VDI: desktops from the data centre", "VDI: 데이터센터에서 오는 데스크톱"),
    (
        "A connection broker finds each user a desktop VM; only pixels and input cross the network",
        "연결 브로커가 사용자에게 데스크톱 VM을 찾아 주고, 네트워크에는 화면과 입력만 오간다",
    ),
    [
        (
            b("client", "Client", "클라이언트", "app", note=("thin client, browser", "씬 클라이언트, 브라우저")),
            b(
                "mgmt",
                "Management zone",
                "관리 영역",
                "machine",
                (b("gateway", "Gateway", "게이트웨이", "management"),),
                (b("broker", "Connection broker", "연결 브로커", "management"),),
                (b("directory", "Directory", "디렉터리", "management", note="AD"),),
            ),
            b(
                "zone",
                "Desktop zone",
                "데스크톱 영역",
                "machine",
                (
                    b("d1", "Desktop VM", "데스크톱 VM", "guest", note=("agent", "에이전트"), boundary=True),
                    b("d2", "Desktop VM", "데스크톱 VM", "guest", note=("agent", "에이전트"), boundary=True),
                ),
                (b("hv", "Hypervisor", "하이퍼바이저", "hypervisor"),),
                (b("servers", "Servers", "서버", "hardware", note=("shared storage", "공유 스토리지")),),
                span=2,
            ),
        )
    ],
    [
        link("client", "gateway", "Sign-in", "로그인", "control", number=1),
        link("gateway", "broker", kind="control", number=2),
        link("broker", "directory", "Check", "인증 확인", "control", number=3),
        link("broker", "hv", "Power on", "전원 켜기", "control", number=4),
        link("gateway", "d1", "RDP, Blast, HDX", "RDP, Blast, HDX", both=True, number=5),
    ],
)

FAAS = architecture(
    "faas",
    ("A function runs only when an event comes", "이벤트가 올 때만 실행되는 함수"),
    (
        "The provider starts, freezes and removes the environments; the customer brings only code",
        "실행 환경의 생성·정지·제거는 제공자의 몫이고, 고객은 코드만 가져온다",
    ),
    [
        (
            b("source", "Event source", "이벤트 소스", "app", note=("HTTP, queue, timer", "HTTP, 큐, 타이머")),
            b("gw", "Gateway", "게이트웨이", "management", note=("trigger", "트리거")),
            b(
                "control",
                "Control plane",
                "컨트롤 플레인",
                "provider",
                (b("queue", "Queue", "큐", "management"),),
                (b("scheduler", "Scheduler", "스케줄러", "management"),),
                (b("scaler", "Autoscaler", "오토스케일러", "management"),),
            ),
            b(
                "worker",
                "Worker",
                "워커",
                "host",
                (
                    b(
                        "env",
                        "Execution environment",
                        "실행 환경",
                        "machine",
                        (b("fn", "Function", "함수", "app"),),
                        (b("runtime", "Runtime", "런타임", "guest"),),
                        boundary=True,
                    ),
                ),
            ),
            b(
                "baas",
                "Backend services",
                "백엔드 서비스",
                "provider",
                (b("db", "Database", "데이터베이스", "driver"),),
                (b("storage", "Storage", "스토리지", "driver"),),
            ),
        )
    ],
    [
        link("source", "gw", "Event", "이벤트", number=1),
        link("gw", "queue", "Request", "요청", number=2),
        link("queue", "scheduler", number=3),
        link("scheduler", "env", "Place", "배치", "control", number=4),
        link("fn", "db", "Query", "질의", both=True, number=5),
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

VM_STACK = architecture(
    "vm",
    ("Virtual machine", "가상 머신"),
    ("Each has its own kernel", "각자 커널을 가진다"),
    [
        tuple(
            b(
                f"vm{n}",
                f"VM {n}",
                f"VM {n}",
                "machine",
                (b(f"app{n}", "App", "앱", "app"),),
                (b(f"lib{n}", "Libraries", "라이브러리", "app", layer="lib"),),
                (b(f"os{n}", "Guest OS", "게스트 OS", "guest"),),
                boundary=True,
                layer="unit",
            )
            for n in (1, 2)
        ),
        (b("hv", "Hypervisor", "하이퍼바이저", "hypervisor"),),
        (hardware(),),
    ],
)
CONTAINER_STACK = architecture(
    "container",
    ("Container", "컨테이너"),
    ("All share the host's kernel", "호스트의 커널을 함께 쓴다"),
    [
        tuple(
            b(
                f"c{n}",
                f"Container {n}",
                f"컨테이너 {n}",
                "machine",
                (b(f"app{n}", "App", "앱", "app"),),
                (b(f"lib{n}", "Libraries", "라이브러리", "app", layer="lib"),),
                layer="unit",
            )
            for n in (1, 2)
        ),
        (b("engine", "Container engine", "컨테이너 엔진", "engine"),),
        (b("host", "Host OS", "호스트 OS", "host", note=("namespaces, cgroups", "네임스페이스, cgroups")),),
        (hardware(),),
    ],
)
SERVERLESS_STACK = architecture(
    "serverless",
    ("Serverless", "서버리스"),
    ("Only the code is the customer's", "고객의 것은 코드뿐"),
    [
        tuple(
            b(
                f"f{n}",
                f"Function {n}",
                f"함수 {n}",
                "machine",
                (b(f"app{n}", "Code", "코드", "app", differs=True),),
                (b(f"lib{n}", "Runtime", "런타임", "provider", layer="lib"),),
                layer="unit",
            )
            for n in (1, 2)
        ),
        (
            b(
                "engine",
                "FaaS platform",
                "FaaS 플랫폼",
                "provider",
                note=("scheduler, autoscaler", "스케줄러, 오토스케일러"),
                layer="faas",
            ),
        ),
        (b("host", "Host OS", "호스트 OS", "host"),),
        (hardware(),),
    ],
)
UNITS = Comparison(
    "vm-container-serverless",
    {"en": "Virtual machine, container, serverless", "ko": "가상 머신, 컨테이너, 서버리스"},
    {
        "en": "What is shared moves up: hardware, then the kernel, then the whole platform",
        "ko": "함께 쓰는 것이 점점 위로 올라간다: 하드웨어, 커널, 플랫폼 전체",
    },
    (
        Column(
            {"en": "Virtual machine", "ko": "가상 머신"},
            {"en": "shares hardware", "ko": "하드웨어를 공유"},
            None,
            VM_STACK,
        ),
        Column(
            {"en": "Container", "ko": "컨테이너"},
            {"en": "shares the kernel", "ko": "커널을 공유"},
            None,
            CONTAINER_STACK,
        ),
        Column(
            {"en": "Serverless", "ko": "서버리스"},
            {"en": "shares the platform", "ko": "플랫폼을 공유"},
            None,
            SERVERLESS_STACK,
        ),
    ),
    ROLES,
)

ABSTRACTION = architecture(
    "virtualization",
    ("What virtualization is", "가상화란 무엇인가"),
    (
        "Programs see virtual resources; a layer maps them to physical ones",
        "프로그램은 가상 자원을 보고, 추상화 계층이 물리 자원에 연결한다",
    ),
    [
        (
            b("p1", "Program", "프로그램", "app"),
            b("p2", "Program", "프로그램", "app"),
            b("p3", "Program", "프로그램", "app"),
        ),
        (
            b("vm", "Virtual machine", "가상 머신", "guest"),
            b("vdisk", "Virtual disk", "가상 디스크", "guest"),
            b("vnet", "Virtual network", "가상 네트워크", "guest"),
        ),
        (
            b(
                "layer",
                "Abstraction layer",
                "추상화 계층",
                "hypervisor",
                note=("one shown as many, many shown as one", "하나를 여럿으로, 여럿을 하나로"),
            ),
        ),
        (
            b("cpu", "Server", "서버", "hardware"),
            b("disk", "Storage", "스토리지", "hardware"),
            b("net", "Network", "네트워크", "hardware"),
        ),
    ],
    [
        link("p1", "vm"),
        link("p2", "vdisk"),
        link("p3", "vnet"),
        link("vm", "layer"),
        link("vdisk", "layer"),
        link("vnet", "layer"),
        link("layer", "cpu"),
        link("layer", "disk"),
        link("layer", "net"),
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

ALL = {one.id: one for one in (TYPES, UNITS, XEN, KVM, VDI, FAAS, NESTED, ABSTRACTION, STACK, TYPE1, TYPE2)}

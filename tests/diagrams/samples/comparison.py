"""Side by side: types of hypervisors, units of isolation, before and after abstraction."""

from __future__ import annotations

from diagrams import Column, Comparison

from .parts import ROLES, architecture, b, hardware, link, vm

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

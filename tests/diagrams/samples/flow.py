"""Numbered paths of a request: a desktop session, a function call."""

from __future__ import annotations

from .parts import architecture, b, link

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

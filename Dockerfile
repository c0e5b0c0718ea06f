# Virtlas in one container: SQLite in the volume /data, port 8000, no root, no writing outside /data and /tmp.
ARG BASE=python:3.11-slim-bookworm
FROM ${BASE} AS build
COPY requirements.lock /build/requirements.lock
# The lock's last part is for development only.
RUN sed '/^# ---- development only/,$d' /build/requirements.lock > /build/runtime.lock \
    && python3 -m venv /opt/virtlas/venv \
    && /opt/virtlas/venv/bin/python -m pip install --no-cache-dir --disable-pip-version-check \
        --require-hashes --no-compile -r /build/runtime.lock \
    && /opt/virtlas/venv/bin/python -m pip uninstall --yes --disable-pip-version-check setuptools pip \
    && find /opt/virtlas/venv -type d \( -name tests -o -name __pycache__ \) -prune -exec rm -rf {} +

FROM ${BASE}
LABEL org.opencontainers.image.title="Virtlas" \
      org.opencontainers.image.description="An atlas of virtualization, served, compared and drawn" \
      org.opencontainers.image.licenses="Apache-2.0"
COPY --from=build /opt/virtlas/venv /opt/virtlas/venv
COPY wsgi.py LICENSE /opt/virtlas/
COPY migrations /opt/virtlas/migrations
COPY diagrams /opt/virtlas/diagrams
COPY service /opt/virtlas/service
COPY knowledge /opt/virtlas/knowledge
WORKDIR /opt/virtlas
# Nothing can be written here later: what Python makes of the modules of a start is kept now, seconds of each start.
RUN /opt/virtlas/venv/bin/python -c "import alembic.command, diagrams.child, service; service.gathered()" \
    && useradd --system --uid 10001 --home-dir /data virtlas \
    && mkdir -p /data \
    && chown virtlas /data
USER 10001
ENV PATH=/opt/virtlas/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    HOST=0.0.0.0 \
    PORT=8000 \
    VIRTLAS_DATABASE_URL=sqlite:////data/virtlas.db
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s \
    CMD ["python", "-c", "import os, urllib.request; urllib.request.urlopen('http://127.0.0.1:' + os.environ['PORT'] + '/readyz', timeout=4)"]
CMD ["python", "-m", "service.serve"]

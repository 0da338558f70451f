"""Serves our JupyterLab bundle with Debian's jupyter-server and jupyterlab-server, as a reference for ours.

Called as: /usr/bin/python3 launch.py '{"root": …, "prefixDir": …, "bundleDir": …, "port": …, "token": …}'
Prints one line of JSON with port and token when it listens.
"""
import json
import os
import sys

options = json.loads(sys.argv[1])
prefix = options["prefixDir"]
# Nothing of the user's own configuration takes part. Jupyter reads these when it is imported.
os.environ["JUPYTER_PATH"] = os.path.join(prefix, "share", "jupyter")
os.environ["JUPYTER_NO_CONFIG"] = "1"
for name in ("config", "data", "runtime"):
    os.environ[f"JUPYTER_{name.upper()}_DIR"] = os.path.join(prefix, f"reference-{name}")

from jupyter_server.base.handlers import APIHandler  # noqa: E402
from jupyterlab_server import LabServerApp  # noqa: E402
from tornado import ioloop, web, websocket  # noqa: E402

here = os.path.dirname(os.path.abspath(__file__))
bundle = options["bundleDir"]
with open(os.path.join(bundle, "bundle.json"), encoding="utf-8") as file:
    bundle_description = json.load(file)


class MeHandler(APIHandler):
    """`/api/me`, which JupyterLab 4 asks for and jupyter-server has from version 2 on."""

    @web.authenticated
    def get(self):
        identity = {"username": "you", "name": "You", "display_name": "You", "initials": "Y"}
        self.finish(json.dumps({"identity": {**identity, "avatar_url": None, "color": None}, "permissions": {}}))


class EventsHandler(websocket.WebSocketHandler):
    """`/api/events/subscribe`, likewise; it stays silent."""


class ReferenceApp(LabServerApp):
    name = "lab"
    app_name = "JupyterLab"
    app_version = bundle_description["jupyterlabVersion"]
    load_other_extensions = False
    app_settings_dir = os.path.join(prefix, "reference-app", "settings")
    labextensions_path = [os.path.join(prefix, "share", "jupyter", "labextensions")]
    labextensions_url = "/lab/extensions"
    schemas_dir = os.path.join(bundle, "schemas")
    settings_url = "/lab/api/settings"
    user_settings_dir = os.path.join(prefix, "reference-settings")
    workspaces_api_url = "/lab/api/workspaces"
    workspaces_dir = os.path.join(prefix, "reference-workspaces")
    themes_dir = os.path.join(bundle, "themes")
    themes_url = "/lab/api/themes"
    translations_api_url = "/lab/api/translations"
    licenses_url = "/lab/api/licenses"
    tree_url = "/lab/tree"
    static_dir = os.path.join(bundle, "static")
    templates_dir = os.path.join(here, "templates")

    def initialize_settings(self):
        super().initialize_settings()
        self.settings["page_config_data"] = {
            "appNamespace": "lab",
            "docUrl": "/doc",
            "exposeAppInBrowser": True,
            "buildAvailable": False,
            "buildCheck": False,
            "deferredExtensions": [],
            "entry": bundle_description["entry"],
        }

    def initialize_handlers(self):
        self.handlers.append(("/api/me", MeHandler))
        self.handlers.append(("/api/events/subscribe", EventsHandler))
        super().initialize_handlers()


def _jupyter_server_extension_points():
    return [{"module": "__main__", "app": ReferenceApp}]


arguments = {
    "ServerApp.root_dir": options["root"],
    "ServerApp.token": options["token"],
    "ServerApp.password": "",
    "ServerApp.port": options["port"],
    "ServerApp.port_retries": 0,
    "ServerApp.open_browser": False,
    "ServerApp.allow_root": True,
    "ServerApp.terminals_enabled": False,
    "ServerApp.log_level": options.get("logLevel", "ERROR"),
    # Large buffers are no abuse here.
    "ServerApp.iopub_data_rate_limit": 1e12,
    "ServerApp.iopub_msg_rate_limit": 1e12,
    # A bin in the home folder is no part of the comparison.
    "FileContentsManager.delete_to_trash": False,
    "KernelSpecManager.ensure_native_kernel": False,
    "MappingKernelManager.default_kernel_name": "peel",
}

app_settings = {
    "overrides.json": options.get("overrides", {}),
    # Given elsewhere, jupyterlab-server forgets them.
    "page_config.json": {"disabledExtensions": {plugin: True for plugin in options.get("disabledPlugins", [])}},
}
os.makedirs(ReferenceApp.app_settings_dir, exist_ok=True)
for name, content in app_settings.items():
    with open(os.path.join(ReferenceApp.app_settings_dir, name), "w", encoding="utf-8") as file:
        json.dump(content, file)

server = ReferenceApp.initialize_server(argv=[f"--{name}={value}" for name, value in arguments.items()])


def stop_alone(parent=os.getppid()):
    """A test that was killed leaves nothing running."""
    if os.getppid() != parent:
        server.stop()


ioloop.PeriodicCallback(stop_alone, 1000).start()
ready = json.dumps({"port": server.port, "token": server.token})
server.io_loop.add_callback(lambda: print(ready, flush=True))
server.start()

"""GStreamer's RTSP server that plays one recording on many addresses, as it is: cheap for the host.

usage: /usr/bin/python3 rtsp-rooms.py FILE.mkv ADDRESSES [SMALL.mkv]

Prints the port once it listens on the loopback: rtsp://127.0.0.1:PORT/0, /1 and so on, and of SMALL.mkv /small/0. H.264 only.
"""
import sys

import gi

gi.require_version("Gst", "1.0")
gi.require_version("GstRtspServer", "1.0")
from gi.repository import GLib, Gst, GstRtspServer

PLAY = '( filesrc location="%s" ! matroskademux ! h264parse ! rtph264pay name=pay0 pt=96 config-interval=1 )'


def mount(server, path, recording):
    factory = GstRtspServer.RTSPMediaFactory()
    # Not shared: whoever joined a shared one would wind it back to its start for all.
    factory.set_launch(PLAY % recording)
    factory.set_shared(False)
    server.get_mount_points().add_factory(path, factory)


def main():
    Gst.init(None)
    server = GstRtspServer.RTSPServer()
    server.set_address("127.0.0.1")
    server.set_service("0")
    server.set_backlog(200)
    server.get_thread_pool().set_max_threads(8)
    for number in range(int(sys.argv[2])):
        mount(server, "/%d" % number, sys.argv[1])
        if len(sys.argv) > 3:
            mount(server, "/small/%d" % number, sys.argv[3])
    if server.attach(None) == 0:
        sys.exit("cannot listen on the loopback")
    print(server.get_bound_port(), flush=True)
    GLib.MainLoop().run()


main()

"""GStreamer's RTSP server with made pictures and sound, as a peer for tests.

usage: /usr/bin/python3 server.py PORT USER PASSWORD [CERTIFICATE.pem]

Prints "ready" when it listens. Digest authentication only; with a certificate it is an RTSPS server. Streams:
/h264-aac /h264-pcma /h264-pcmu /h264-opus /h265-aac, and /small, which is /h264-aac with a smaller picture.
/visits-main and /visits-sub show the same scene, of any server, in two sizes and rates: something moves in it for the first
6 of each 18 seconds since 1970, once there is a file named visits beside this one.
"""
import os
import sys
import time

import gi

gi.require_version("Gst", "1.0")
gi.require_version("GstRtsp", "1.0")
gi.require_version("GstRtspServer", "1.0")
from gi.repository import Gio, GLib, Gst, GstRtsp, GstRtspServer

VIDEO = "videotestsrc is-live=true pattern=ball ! video/x-raw,width=%s,height=%s,framerate=15/1 ! "
H264 = "x264enc tune=zerolatency speed-preset=ultrafast threads=1 key-int-max=15 bitrate=500 ! rtph264pay name=pay0 pt=96 config-interval=1"
H265 = "x265enc tune=zerolatency speed-preset=ultrafast key-int-max=15 bitrate=500 ! rtph265pay name=pay0 pt=96 config-interval=1"
SOUND = " audiotestsrc is-live=true freq=440 ! audioconvert ! audioresample ! "
VISIT_EVERY, VISIT_SECONDS = 18, 6
VISITS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "visits")
SCENE = "videotestsrc is-live=true pattern=ball animation-mode=wall-time ! video/x-raw,width=%s,height=%s,framerate=%s/1 ! videobalance name=light brightness=-1 ! "
STREAMS = {
    "/visits-main": SCENE % (640, 360, 15) + H264,
    "/visits-sub": SCENE % (320, 180, 10) + H264.replace("key-int-max=15", "key-int-max=10"),
    "/h264-aac": VIDEO % (640, 360) + H264 + SOUND + "audio/x-raw,rate=16000,channels=1 ! avenc_aac ! rtpmp4gpay name=pay1 pt=97",
    "/h264-pcma": VIDEO % (640, 360) + H264 + SOUND + "audio/x-raw,rate=8000,channels=1 ! alawenc ! rtppcmapay name=pay1 pt=8",
    "/h264-pcmu": VIDEO % (640, 360) + H264 + SOUND + "audio/x-raw,rate=8000,channels=1 ! mulawenc ! rtppcmupay name=pay1 pt=0",
    "/h264-opus": VIDEO % (640, 360) + H264 + SOUND + "audio/x-raw,rate=48000,channels=2 ! opusenc ! rtpopuspay name=pay1 pt=97",
    "/h265-aac": VIDEO % (640, 360) + H265 + SOUND + "audio/x-raw,rate=16000,channels=1 ! avenc_aac ! rtpmp4gpay name=pay1 pt=97",
    "/small": VIDEO % (320, 180) + H264 + SOUND + "audio/x-raw,rate=16000,channels=1 ! avenc_aac ! rtpmp4gpay name=pay1 pt=97",
}


def authentication(user, password, certificate):
    auth = GstRtspServer.RTSPAuth()
    auth.set_supported_methods(GstRtsp.RTSPAuthMethod.DIGEST)
    token = GstRtspServer.RTSPToken()
    token.set_string("media.factory.role", "viewer")
    auth.add_digest(user, password, token)
    if certificate:
        auth.set_tls_certificate(Gio.TlsCertificate.new_from_file(certificate))
    return auth


def factory(description):
    permissions = GstRtspServer.RTSPPermissions()
    permissions.add_permission_for_role("viewer", "media.factory.access", True)
    permissions.add_permission_for_role("viewer", "media.factory.construct", True)
    media = GstRtspServer.RTSPMediaFactory()
    media.set_launch("( " + description + " )")
    media.set_shared(True)
    media.set_permissions(permissions)
    media.connect("media-configure", visits)
    return media


def visits(_, media):
    light = media.get_element().get_by_name("light")

    def turn():
        visit = time.time() % VISIT_EVERY < VISIT_SECONDS and os.path.exists(VISITS)
        light.set_property("brightness", 0.0 if visit else -1.0)
        return True

    if light:
        GLib.timeout_add(20, turn)


def main():
    port, user, password = sys.argv[1:4]
    Gst.init(None)
    server = GstRtspServer.RTSPServer()
    server.set_address("127.0.0.1" if len(sys.argv) < 6 else sys.argv[5])
    server.set_service(port)
    server.set_auth(authentication(user, password, sys.argv[4] if len(sys.argv) > 4 else ""))
    for path, description in STREAMS.items():
        server.get_mount_points().add_factory(path, factory(description))
    if server.attach(None) == 0:
        sys.exit("cannot listen on port " + port)
    print("ready", flush=True)
    GLib.MainLoop().run()


main()

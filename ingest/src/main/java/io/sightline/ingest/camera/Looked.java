package io.sightline.ingest.camera;

import io.sightline.ingest.clip.PacketRing;
import io.sightline.ingest.media.PictureDecoder;
import io.sightline.ingest.media.StreamInfo;
import org.jspecify.annotations.Nullable;

/**
 * The opened stream of a camera that is looked at: the main stream, or a sub-stream.
 *
 * @param times of its pictures
 * @param decoder null: the source delivers pictures itself
 * @param ring holds each of its packets before it is looked at
 * @param fromMicros pictures captured then or earlier are not looked at: others were
 */
record Looked(
    StreamInfo info,
    PictureTimes times,
    @Nullable PictureDecoder decoder,
    PacketRing ring,
    long fromMicros) {}

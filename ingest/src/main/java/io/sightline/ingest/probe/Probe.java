package io.sightline.ingest.probe;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a source sent in the time given.
 *
 * @param address without user and password
 * @param openMs from the call until the streams were known
 * @param firstPictureMs from the call until the first picture was there
 * @param announcedFps as the source says; 0 if it does not
 * @param measuredFps pictures a second on the source's own axis; 0 if there was but one
 * @param keyEveryMs mean time from one key picture to the next; null if there was but one
 * @param kilobitsPerSecond video and sound
 * @param sound codecs
 * @param clockOffsetMs how far the camera's clock is ahead of this host's; null if it does not tell
 * @param errors broken packets and pictures
 * @param jpeg the last picture, at most 1280 wide
 */
public record Probe(
    String address,
    String videoCodec,
    int width,
    int height,
    double announcedFps,
    double measuredFps,
    @Nullable Long keyEveryMs,
    long kilobitsPerSecond,
    List<String> sound,
    long openMs,
    long firstPictureMs,
    @Nullable Long clockOffsetMs,
    long errors,
    byte[] jpeg) {}

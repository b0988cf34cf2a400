package io.sightline.console;

import io.sightline.avro.Feedback;
import io.sightline.avro.Hold;
import io.sightline.clipstore.ClipStore;
import io.sightline.console.recordings.RecordingLog;

/**
 * What the server reaches besides the views.
 *
 * @param store where media is read from
 * @param recordings what there is of round-the-clock video
 * @param certificates of erasures
 * @param feedback takes what people say
 * @param holds takes holds that people place and release
 */
public record Outside(
    ClipStore store,
    RecordingLog recordings,
    CertificateSource certificates,
    RecordSink<Feedback> feedback,
    RecordSink<Hold> holds) {}

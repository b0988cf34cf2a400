package io.sightline.ingest.events.onvif;

import java.util.List;

/**
 * A device that answered a probe, in its own words.
 *
 * @param id the same whenever it answers
 * @param from address that the answer came from
 * @param services addresses of its device service
 * @param name as it calls itself; empty if it does not say
 * @param hardware model; empty if it does not say
 * @param location empty if it does not say
 */
public record Discovered(
    String id, String from, List<String> services, String name, String hardware, String location) {}

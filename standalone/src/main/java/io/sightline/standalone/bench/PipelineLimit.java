package io.sightline.standalone.bench;

import java.util.Locale;

/**
 * What a pipeline used while it was measured, in cores.
 *
 * @param broker broker, registry and load, which share a process
 * @param detect all detect processes
 * @param alerting all alerting processes
 */
record PipelineLimit(double broker, double detect, double alerting) {
  /** With so much of a bound in use, that bound is the limit. */
  private static final double NEARLY = 0.85;

  /** Where so many want each processor, and the pipeline has little of it, others have it. */
  private static final double CROWDED = 2;

  double all() {
    return broker + detect + alerting;
  }

  /**
   * One line for people.
   *
   * @param shareOfDetectors frames a second, of those that the waiting alone would allow
   * @param load processes that wanted to run, those of others included
   */
  String words(double shareOfDetectors, int processors, double load) {
    if (shareOfDetectors >= NEARLY) {
      return String.format(
          Locale.ROOT, "the detectors: %.0f %% of what they allow", 100 * shareOfDetectors);
    }
    if (all() >= NEARLY * processors) {
      return String.format(
          Locale.ROOT,
          "processor time: %.2f of %d cores, %.2f in %s",
          all(),
          processors,
          Math.max(broker, Math.max(detect, alerting)),
          largest());
    }
    if (load > CROWDED * processors) {
      return String.format(
          Locale.ROOT,
          "other work on this machine: load %.1f, and %.2f of %d cores for the pipeline",
          load,
          all(),
          processors);
    }
    return "commits and polls between batches: neither detectors nor processors are full";
  }

  private String largest() {
    if (broker >= detect && broker >= alerting) {
      return "the broker";
    }
    return detect >= alerting ? "detect" : "alerting";
  }
}

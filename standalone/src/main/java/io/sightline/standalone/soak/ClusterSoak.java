package io.sightline.standalone.soak;

import io.sightline.standalone.Processes.Kind;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/**
 * Three brokers and several of each processor as processes under load, to which one fault after the
 * other happens; then quiet, and every record is counted raw.
 */
public final class ClusterSoak {
  private static final List<Kind> KINDS =
      List.of(Kind.INGEST, Kind.DETECT, Kind.ALERTING, Kind.RETENTION);
  private static final Duration READY = Duration.ofMinutes(10);
  private static final Duration FLOW = Duration.ofMinutes(5);
  private static final Duration REST = Duration.ofMinutes(6);
  private static final Duration COPIED = Duration.ofMinutes(5);
  private static final Duration STOP = Duration.ofSeconds(90);
  private static final String MEDIA = "media/";

  private final Path folder;
  private final ClusterPlan plan;
  private final Clock clock;
  private final PrintWriter out;
  private final List<ClusterMember> members = new CopyOnWriteArrayList<>();
  private final List<ClusterResult.Recovery> recoveries = new ArrayList<>();
  private final List<String> skipped = new ArrayList<>();
  private final List<String> trouble = new ArrayList<>();

  /**
   * @param folder for everything that is written; not there yet
   * @param out told what happens
   */
  public ClusterSoak(Path folder, ClusterPlan plan, Clock clock, PrintWriter out) {
    this.folder = folder.toAbsolutePath();
    this.plan = plan;
    this.clock = clock;
    this.out = out;
  }

  public ClusterResult run() throws Exception {
    Files.createDirectories(folder);
    try (ClusterNetwork network = network();
        ClusterPlatform platform = new ClusterPlatform(folder, network, clock)) {
      endWithThis(platform, network);
      platform.start(READY);
      say("%d brokers, registry, bucket and topics are there", ClusterNodes.NODES);
      try {
        startMembers(platform, network);
        return underLoad(platform, network);
      } finally {
        members.forEach(ClusterMember::close);
      }
    }
  }

  /** Whoever breaks it off leaves no process and no network behind. */
  private void endWithThis(ClusterPlatform platform, ClusterNetwork network) {
    Runnable end =
        () -> {
          members.forEach(ClusterMember::close);
          platform.nodes().close();
          network.close();
        };
    Runtime.getRuntime().addShutdownHook(new Thread(end, "end-of-trial"));
  }

  private ClusterNetwork network() {
    return plan.faults().contains(ClusterFault.CUT)
        ? ClusterNetwork.create()
        : ClusterNetwork.loopback();
  }

  /** One after another; the last of each kind on the other machine. */
  private void startMembers(ClusterPlatform platform, ClusterNetwork network) throws Exception {
    for (int number = 1; number <= plan.each(); number++) {
      boolean there = number == plan.each() && number > 1;
      for (Kind kind : KINDS) {
        ClusterMember member =
            new ClusterMember(
                kind, number, there ? network.there() : network.here(), folder, plan.previous());
        members.add(member);
        member.write(platform.configuration());
        member.start();
        member.awaitReady(READY);
        say("%s is ready", member.name());
      }
    }
  }

  private ClusterResult underLoad(ClusterPlatform platform, ClusterNetwork network)
      throws Exception {
    try (ClusterProgress progress = new ClusterProgress(platform.kafka(), plan.cameras())) {
      platform.publishCameras(plan.cameras());
      expect("cameras are decided", progress.secondsUntilDecided(clock.instant(), FLOW));
      ClusterFaults faults = new ClusterFaults(platform, network, members, progress, plan, clock);
      for (ClusterFault fault : plan.faults()) {
        if (fault == ClusterFault.CUT && !network.canBeCut()) {
          skip(fault, "needs root with ip netns and iptables");
        } else {
          happen(fault, faults, progress);
        }
      }
    }
    say("quiet");
    platform.withdrawCameras();
    ClusterVerdict verdict = atRest(platform);
    for (ClusterMember member : members) {
      member.stop(STOP);
    }
    List<String> broken = new ArrayList<>(trouble);
    broken.addAll(verdict.broken());
    return new ClusterResult(
        List.copyOf(recoveries),
        List.copyOf(skipped),
        verdict.counts(),
        platform.receiver().again(),
        verdict.orphans(),
        broken);
  }

  private void happen(ClusterFault fault, ClusterFaults faults, ClusterProgress progress)
      throws Exception {
    say("%s", fault.about());
    ClusterResult.Recovery recovery = faults.happen(fault, READY);
    recoveries.add(recovery);
    say("%s", recovery.line());
    if (recovery.recoveredSeconds() < 0) {
      trouble.add(recovery.about() + ": cameras were not decided again");
    }
    expect("every partition has all its copies", progress.secondsUntilCopied(COPIED));
  }

  private void expect(String what, double seconds) throws IOException {
    if (seconds < 0) {
      throw new IOException("it took too long until " + what);
    }
    say("%s after %.1f s", what, seconds);
  }

  private void skip(ClusterFault fault, String reason) {
    skipped.add(fault.word() + ": " + reason);
    say("%s is skipped: %s", fault.word(), reason);
  }

  private ClusterVerdict atRest(ClusterPlatform platform) throws InterruptedException {
    long end = System.nanoTime() + REST.toNanos();
    ClusterVerdict verdict = verdict(platform);
    while (!verdict.broken().isEmpty() && System.nanoTime() < end) {
      Thread.sleep(3000);
      verdict = verdict(platform);
    }
    return verdict;
  }

  private static ClusterVerdict verdict(ClusterPlatform platform) {
    Set<String> keys =
        platform.bucket().keys().stream()
            .filter(key -> key.startsWith(MEDIA))
            .map(key -> key.substring(MEDIA.length()))
            .collect(Collectors.toSet());
    return ClusterVerdict.of(platform.kafka(), keys, platform.receiver().accepted());
  }

  private void say(String line, Object... values) {
    out.printf(Locale.ROOT, "%tT " + line + "%n", prepended(clock, values));
    out.flush();
  }

  private static Object[] prepended(Clock clock, Object[] values) {
    Object[] all = new Object[values.length + 1];
    all[0] = clock.instant().atZone(ZoneOffset.UTC);
    System.arraycopy(values, 0, all, 1, values.length);
    return all;
  }
}

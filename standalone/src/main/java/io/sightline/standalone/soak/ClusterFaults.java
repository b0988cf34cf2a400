package io.sightline.standalone.soak;

import io.sightline.standalone.soak.ClusterNodes.Node;
import io.sightline.standalone.soak.ClusterResult.Recovery;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Makes faults happen to a cluster, and measures how long it takes to recover. */
final class ClusterFaults {
  private static final Duration STOP = Duration.ofSeconds(90);
  private static final Duration RECOVER = Duration.ofMinutes(5);

  private final ClusterPlatform platform;
  private final ClusterNetwork network;
  private final List<ClusterMember> members;
  private final ClusterProgress progress;
  private final ClusterPlan plan;
  private final Clock clock;

  ClusterFaults(
      ClusterPlatform platform,
      ClusterNetwork network,
      List<ClusterMember> members,
      ClusterProgress progress,
      ClusterPlan plan,
      Clock clock) {
    this.platform = platform;
    this.network = network;
    this.members = List.copyOf(members);
    this.progress = progress;
    this.plan = plan;
    this.clock = clock;
  }

  /** Something that may fail. */
  private interface Act {
    void run() throws IOException, InterruptedException;
  }

  /** Returns when everything runs again that did before. */
  Recovery happen(ClusterFault fault, Duration ready) throws IOException, InterruptedException {
    return switch (fault) {
      case BROKER -> broker(ready);
      case REGISTRY -> away(fault, platform::takeRegistry, platform::returnRegistry);
      case STORE -> away(fault, platform.bucket()::goAway, platform.bucket()::comeBack);
      case CUT -> away(fault, network::cut, network::mend);
      case ROLLING -> rolling(ready);
      default -> killed(fault, ready);
    };
  }

  private Recovery broker(Duration ready) throws IOException, InterruptedException {
    Node node = platform.nodes().first();
    node.kill();
    double without = decided(RECOVER);
    node.start();
    node.awaitReady(ready);
    return new Recovery(ClusterFault.BROKER, node.name() + " killed", without, decided(RECOVER));
  }

  /** Of the only one of its kind nobody takes the place: it is started again at once. */
  private Recovery killed(ClusterFault fault, Duration ready)
      throws IOException, InterruptedException {
    ClusterMember member =
        members.stream().filter(m -> m.kind() == fault.killed()).findFirst().orElseThrow();
    member.kill();
    double without = plan.each() == 1 ? -1 : decided(RECOVER);
    Instant again = clock.instant();
    member.start();
    double recovered = progress.secondsUntilDecided(again, RECOVER);
    member.awaitReady(ready);
    return new Recovery(fault, member.name() + " killed", without, recovered);
  }

  private Recovery away(ClusterFault fault, Act begin, Act end)
      throws IOException, InterruptedException {
    long until = System.nanoTime() + plan.away().toNanos();
    begin.run();
    double meanwhile = decided(plan.away());
    Thread.sleep(Math.max(0, (until - System.nanoTime()) / 1_000_000));
    end.run();
    String about = fault.about() + " for " + plan.away().toSeconds() + " s";
    return new Recovery(fault, about, meanwhile, decided(RECOVER));
  }

  /** The slowest of them counts. */
  private Recovery rolling(Duration ready) throws IOException, InterruptedException {
    double without = 0;
    double recovered = 0;
    for (ClusterMember member : members) {
      int code = member.stop(STOP);
      if (code != 0 && code != 143) {
        throw new IOException(member.name() + " ended with " + code + ", expected 0 or 143");
      }
      without = plan.each() == 1 ? -1 : slower(without, decided(RECOVER));
      member.upgrade();
      member.start();
      member.awaitReady(ready);
      recovered = slower(recovered, decided(RECOVER));
    }
    String release = plan.previous() == null ? "of the same release" : "of this release";
    String about = members.size() + " processes replaced one by one by those " + release;
    return new Recovery(ClusterFault.ROLLING, about, without, recovered);
  }

  private static double slower(double one, double other) {
    return one < 0 || other < 0 ? -1 : Math.max(one, other);
  }

  private double decided(Duration atMost) throws InterruptedException {
    return progress.secondsUntilDecided(clock.instant(), atMost);
  }
}

package io.sightline.standalone.soak;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.List;

/**
 * Two machines, as far as addresses go: this one, and a network namespace that a cable joins to it.
 * Where namespaces are not to be had both are this one, and nothing can be cut.
 */
final class ClusterNetwork implements AutoCloseable {
  private static final List<String> LINK =
      List.of(
          "ip netns add NAME",
          "ip link add NAME type veth peer name inside netns NAME",
          "ip addr add HERE/30 dev NAME",
          "ip link set NAME up",
          "ip -n NAME addr add THERE/30 dev inside",
          "ip -n NAME link set inside up",
          "ip -n NAME link set lo up");

  /**
   * Where a process runs.
   *
   * @param address on which it listens, and is reached by all
   * @param before put before its command
   */
  record Place(String address, List<String> before) {}

  private final String name;
  private final Place here;
  private final Place there;

  private ClusterNetwork(String name, Place here, Place there) {
    this.name = name;
    this.here = here;
    this.there = there;
  }

  /** Of one machine. */
  static ClusterNetwork loopback() {
    Place here = new Place("127.0.0.1", List.of());
    return new ClusterNetwork("", here, here);
  }

  /** Of two machines, or of one where that cannot be: needs root, ip and iptables. */
  static ClusterNetwork create() {
    long pid = ProcessHandle.current().pid();
    String name = "slc" + pid;
    String subnet = "10.231." + (20 + pid % 200) + ".";
    Place here = new Place(subnet + "1", List.of());
    Place there = new Place(subnet + "2", List.of("ip", "netns", "exec", name));
    ClusterNetwork network = new ClusterNetwork(name, here, there);
    for (String command : LINK) {
      if (!network.run(command)) {
        network.close();
        return loopback();
      }
    }
    if (network.drop("-I") && network.drop("-D")) {
      return network;
    }
    network.close();
    return loopback();
  }

  boolean canBeCut() {
    return !name.isEmpty();
  }

  Place here() {
    return here;
  }

  Place there() {
    return there;
  }

  /** No packet passes any more, and nobody is told. */
  void cut() throws IOException {
    require(drop("-I"), "cut");
  }

  void mend() throws IOException {
    require(drop("-D"), "mended");
  }

  private static void require(boolean done, String what) throws IOException {
    if (!done) {
      throw new IOException("the network could not be " + what);
    }
  }

  /** Of what goes over the cable; those on one side still reach each other. */
  private boolean drop(String change) {
    return run("ip netns exec NAME iptables " + change + " INPUT -i inside -j DROP")
        && run("ip netns exec NAME iptables " + change + " OUTPUT -o inside -j DROP");
  }

  private boolean run(String command) {
    String[] words =
        command
            .replace("NAME", name)
            .replace("THERE", there.address())
            .replace("HERE", here.address())
            .split(" ");
    try {
      return new ProcessBuilder(words)
              .redirectOutput(Redirect.DISCARD)
              .redirectError(Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException notInstalled) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void close() {
    if (canBeCut()) {
      run("ip link del NAME");
      run("ip netns del NAME");
    }
  }
}

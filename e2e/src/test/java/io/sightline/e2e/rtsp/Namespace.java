package io.sightline.e2e.rtsp;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.List;

/** A network of its own for one process, which can be cut off. Needs root, ip and iptables. */
final class Namespace implements AutoCloseable {
  private static final String HOST = "10.231.77.1";
  private static final String INSIDE = "10.231.77.2";

  private final String name;

  private Namespace(String name) {
    this.name = name;
  }

  /** Skips the test, with the reason, where there can be none. */
  static void assumeAllowed() throws IOException, InterruptedException {
    String probe = name("p");
    boolean allowed =
        run("ip netns add " + probe)
            && run("ip netns exec " + probe + " iptables -I OUTPUT -j DROP");
    run("ip netns del " + probe);
    assumeTrue(allowed, "needs root with ip netns and iptables (Debian's iproute2, iptables)");
  }

  static Namespace create() throws IOException, InterruptedException {
    Namespace namespace = new Namespace(name("n"));
    String name = namespace.name;
    for (String command :
        List.of(
            "ip netns add " + name,
            "ip link add " + name + " type veth peer name inside netns " + name,
            "ip addr add " + HOST + "/30 dev " + name,
            "ip link set " + name + " up",
            "ip -n " + name + " addr add " + INSIDE + "/30 dev inside",
            "ip -n " + name + " link set inside up")) {
      if (!run(command)) {
        namespace.close();
        throw new IOException("failed: " + command);
      }
    }
    return namespace;
  }

  private static String name(String kind) {
    return "sl" + kind + ProcessHandle.current().pid();
  }

  /** Put before a command to run it inside. */
  List<String> prefix() {
    return List.of("ip", "netns", "exec", name);
  }

  String address() {
    return INSIDE;
  }

  void dropEverything() throws IOException, InterruptedException {
    rules("-I");
  }

  void letThrough() throws IOException, InterruptedException {
    rules("-D");
  }

  private void rules(String change) throws IOException, InterruptedException {
    for (String chain : List.of("INPUT", "OUTPUT")) {
      String command = "ip netns exec " + name + " iptables " + change + " " + chain + " -j DROP";
      if (!run(command)) {
        throw new IOException("failed: " + command);
      }
    }
  }

  private static boolean run(String command) throws IOException, InterruptedException {
    return RtspServer.run(command.split(" "));
  }

  @Override
  public void close() throws IOException, InterruptedException {
    run("ip link del " + name);
    run("ip netns del " + name);
  }
}

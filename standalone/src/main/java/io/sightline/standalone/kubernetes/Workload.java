package io.sightline.standalone.kubernetes;

import io.sightline.standalone.access.Role;

/**
 * How a process runs.
 *
 * @param replicas to begin with
 * @param stateGib of a disk that stays with the replica; 0: none, and replicas have no names
 * @param cpu asked for
 * @param memoryMib asked for, and the limit
 */
enum Workload {
  INGEST(Role.INGEST, 2, 50, "1", 2048),
  DETECT(Role.DETECT, 2, 0, "2", 2048),
  ALERTING(Role.ALERTING, 2, 10, "500m", 1536),
  RETENTION(Role.RETENTION, 2, 10, "500m", 1536),
  CONSOLE(Role.CONSOLE, 2, 0, "250m", 1536),
  REGISTRY(Role.REGISTRY, 1, 0, "100m", 512);

  private final Role role;
  private final int replicas;
  private final int stateGib;
  private final String cpu;
  private final int memoryMib;

  Workload(Role role, int replicas, int stateGib, String cpu, int memoryMib) {
    this.role = role;
    this.replicas = replicas;
    this.stateGib = stateGib;
    this.cpu = cpu;
    this.memoryMib = memoryMib;
  }

  Role role() {
    return role;
  }

  int replicas() {
    return replicas;
  }

  int stateGib() {
    return stateGib;
  }

  String cpu() {
    return cpu;
  }

  String memory() {
    return memoryMib + "Mi";
  }

  /** The subcommand. */
  String word() {
    return role.word();
  }
}

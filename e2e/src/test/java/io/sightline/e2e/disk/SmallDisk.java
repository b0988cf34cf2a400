package io.sightline.e2e.disk;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file system of its own, in memory; it takes root to mount one. */
public final class SmallDisk implements AutoCloseable {
  private final Path folder;

  private SmallDisk(Path folder) {
    this.folder = folder;
  }

  /**
   * Mounts it; a test that may not is skipped.
   *
   * @param folder made if absent
   */
  public static SmallDisk mount(Path folder, int mib) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=" + mib + "m", "tmpfs", folder.toString()) == 0,
        "skipped: this user may not mount a small tmpfs");
    return new SmallDisk(folder);
  }

  public Path folder() {
    return folder;
  }

  @Override
  public void close() throws InterruptedException {
    run("umount", folder.toString());
  }

  private static int run(String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(command).inheritIO().start().waitFor();
    } catch (IOException absent) {
      return -1;
    }
  }
}

package io.sightline.standalone.broker;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/** The broker's data folder, held against other processes until closed. */
final class BrokerFolder implements AutoCloseable {
  private final FileChannel lock;

  private BrokerFolder(FileChannel lock) {
    this.lock = lock;
  }

  /**
   * Makes the folder and, once in its life, Kafka's marks in it.
   *
   * @throws BrokerException if it cannot be written, or is in use
   */
  static BrokerFolder open(Path folder, Quorum quorum) throws IOException {
    FileChannel lock = lock(folder);
    try {
      if (!Files.exists(folder.resolve("meta.properties"))) {
        format(folder.toAbsolutePath().toString(), quorum);
      }
      return new BrokerFolder(lock);
    } catch (IOException e) {
      lock.close();
      throw e;
    }
  }

  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Kafka's own lock comes too late: by then a second controller has written to the log. */
  private static FileChannel lock(Path folder) throws IOException {
    FileChannel channel;
    try {
      Files.createDirectories(folder);
      channel = FileChannel.open(folder.resolve("sightline.lock"), CREATE, WRITE);
    } catch (IOException e) {
      throw new BrokerException(
          "data folder '%s': cannot write (%s); expected a folder to write in".formatted(folder, e),
          e);
    }
    if (!locked(channel)) {
      channel.close();
      throw new BrokerException(
          "data folder '%s': in use by another broker; expected one process for each folder"
              .formatted(folder),
          null);
    }
    return channel;
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false; // In use by this very process.
    }
  }

  private static void format(String folder, Quorum quorum) throws IOException {
    try {
      new Formatter()
          .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false))
          .setNodeId(quorum.node())
          .setClusterId(quorum.clusterId())
          .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
          .setControllerListenerName(BrokerProperties.CONTROLLER)
          .setMetadataLogDirectory(folder)
          .addDirectory(folder)
          .run();
    } catch (Exception e) { // What Formatter declares.
      throw new BrokerException("data folder '" + folder + "': cannot format: " + e, e);
    }
  }
}

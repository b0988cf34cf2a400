package io.sightline.e2e.disaster;

import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.connect.mirror.MirrorMaker;

/** MirrorMaker 2 with the settings that the guide names, between two brokers that are alone. */
final class Mirror implements AutoCloseable {
  private final MirrorMaker maker;

  private Mirror(Map<String, String> settings) {
    maker = new MirrorMaker(settings, List.of("backup"));
  }

  static Mirror start(String primary, String backup) throws Exception {
    Properties file = new Properties();
    Path path = Path.of(System.getProperty("sightline.root"), "deploy", "mirror-maker.properties");
    try (Reader reader = Files.newBufferedReader(path)) {
      file.load(reader);
    }
    Map<String, String> settings = new HashMap<>();
    file.stringPropertyNames().forEach(name -> settings.put(name, file.getProperty(name)));
    settings.replaceAll((name, value) -> name.endsWith("replication.factor") ? "1" : value);
    settings.replaceAll(
        (name, value) -> name.endsWith("refresh.topics.interval.seconds") ? "1" : value);
    settings.replaceAll(
        (name, value) -> name.endsWith("refresh.groups.interval.seconds") ? "1" : value);
    settings.put("primary.bootstrap.servers", primary);
    settings.put("backup.bootstrap.servers", backup);
    Mirror mirror = new Mirror(settings);
    mirror.maker.start();
    return mirror;
  }

  @Override
  public void close() {
    maker.stop();
    maker.awaitStop();
  }
}

package io.sightline.standalone.bench;

import io.sightline.avro.FrameKind;
import io.sightline.avro.FrameRef;
import io.sightline.clipstore.ClipStore;
import io.sightline.clipstore.FilesClipStore;
import io.sightline.runtime.AvroSerdes;
import io.sightline.runtime.KafkaSettings;
import io.sightline.schemas.Ids;
import io.sightline.schemas.Topics;
import io.sightline.standalone.FreePorts;
import io.sightline.standalone.broker.BrokerSettings;
import io.sightline.standalone.broker.EmbeddedBroker;
import io.sightline.standalone.registry.EmbeddedRegistry;
import io.sightline.standalone.soak.ChildProcess;
import io.sightline.standalone.topics.TopicService;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Processor time of the detect process for a frame, exactly once from the embedded broker and back
 * to it, beside a plain loop with the same model on the same pictures in the same run. Each in a
 * process of its own with the same settings of Java; what comes before they are warm is left out.
 */
public final class DetectBench {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final int CAMERAS = 4;

  /**
   * What to measure.
   *
   * @param model an ONNX file
   * @param pictures a folder of JPEGs
   * @param frames so many count; half as many come before
   * @param threads of the detect process
   * @param data for scratch files; emptied by nobody
   */
  public record Settings(Path model, Path pictures, int frames, int threads, Path data) {
    public Settings {
      if (frames < 10) {
        throw new IllegalArgumentException("frames " + frames + ": expected 10 or more");
      }
    }
  }

  private final Settings settings;
  private final PrintWriter progress;

  public DetectBench(Settings settings, PrintWriter progress) {
    this.settings = settings;
    this.progress = progress;
  }

  /** Figures by name: {@code detect_vs_bare_inference} and what it was made of. */
  public Map<String, Object> run() throws Exception {
    Path data = Files.createDirectories(settings.data().toAbsolutePath());
    Path clips = data.resolve("clips");
    int pictures = copyPictures(clips);
    progress.println("plain loop");
    double before = bareMicros(data, clips);
    progress.println("detect process");
    double detect = detectMicros(data, clips, pictures);
    progress.println("plain loop again");
    double after = bareMicros(data, clips);
    double bare = (before + after) / 2;
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("detect_vs_bare_inference", rounded(bare / detect));
    figures.put("detect_cpu_ms_per_frame", rounded(detect / 1000));
    figures.put("bare_cpu_ms_per_frame", rounded(bare / 1000));
    figures.put("detect_frames_per_cpu_second", rounded(1e6 / detect));
    figures.put("detect_frames", settings.frames());
    figures.put("detect_threads", settings.threads());
    return figures;
  }

  private static double rounded(double value) {
    return Math.round(value * 1000) / 1000.0;
  }

  private int copyPictures(Path clips) throws IOException {
    try (Stream<Path> files = Files.list(settings.pictures());
        ClipStore store = new FilesClipStore(clips)) {
      List<Path> jpegs = files.filter(file -> file.toString().endsWith(".jpg")).sorted().toList();
      if (jpegs.isEmpty()) {
        throw new IllegalArgumentException(
            "pictures " + settings.pictures() + ": expected a folder with .jpg files");
      }
      for (int i = 0; i < jpegs.size(); i++) {
        store.put(key(i), Files.readAllBytes(jpegs.get(i)));
      }
      return jpegs.size();
    }
  }

  private static String key(int picture) {
    return String.format(Locale.ROOT, "bench/%06d.jpg", picture);
  }

  private double bareMicros(Path data, Path clips) throws IOException, InterruptedException {
    Tool java =
        new Tool(
            Files.createDirectories(data.resolve("bare")),
            Map.of("CLASSPATH", System.getProperty("java.class.path")));
    Tool.Done done =
        java.run(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-Djava.awt.headless=true",
                BareDetection.class.getName(),
                settings.model().toAbsolutePath().toString(),
                clips.resolve("bench").toString(),
                Integer.toString(settings.frames() / 2),
                Integer.toString(settings.frames())));
    List<String> lines = done.out().lines().toList();
    return Double.parseDouble(lines.get(lines.size() - 1));
  }

  private double detectMicros(Path data, Path clips, int pictures) throws Exception {
    try (EmbeddedBroker broker =
            new EmbeddedBroker(BrokerSettings.local(data.resolve("broker-" + System.nanoTime())));
        EmbeddedRegistry registry =
            new EmbeddedRegistry(broker::bootstrapServers, "127.0.0.1", 0)) {
      broker.start();
      registry.start();
      KafkaSettings kafka =
          new KafkaSettings(
              new Topics(Topics.DEFAULT_PREFIX),
              CAMERAS,
              1,
              Map.of("bootstrap.servers", broker.bootstrapServers()),
              registry.url());
      new TopicService(kafka).start();
      int admin = FreePorts.next();
      Path config = Files.writeString(data.resolve("detect.yaml"), yaml(kafka, data, clips, admin));
      Path log = data.resolve("detect.log");
      try (ChildProcess detect =
          ChildProcess.start(data, log, log, List.of("detect", "-c", config.toString()))) {
        detect.awaitReady(admin, PATIENCE);
        int begin = settings.frames() / 2;
        feed(kafka, 0, begin, pictures);
        Duration warm = detect.cpu();
        feed(kafka, begin, settings.frames(), pictures);
        return detect.cpu().minus(warm).toNanos() / 1000.0 / settings.frames();
      }
    }
  }

  private String yaml(KafkaSettings kafka, Path data, Path clips, int admin) {
    return """
    data: %s
    store: {path: %s}
    admin: {port: %d}
    topics: {partitions: %d}
    kafka: {properties: {bootstrap.servers: '%s'}}
    registry: {url: '%s'}
    detect: {model: '%s', threads: %d}
    """
        .formatted(
            data.resolve("detect"),
            clips,
            admin,
            CAMERAS,
            kafka.properties().get("bootstrap.servers"),
            kafka.registryUrl(),
            settings.model().toAbsolutePath(),
            settings.threads());
  }

  /** Publishes frames and waits until all that were ever published are answered. */
  private static void feed(KafkaSettings kafka, int from, int count, int pictures)
      throws Exception {
    try (KafkaProducer<String, FrameRef> producer =
        new KafkaProducer<>(
            kafka.producer("bench"), new StringSerializer(), AvroSerdes.serializer(kafka))) {
      for (int i = from; i < from + count; i++) {
        FrameRef frame = frame(i, key(i % pictures));
        producer
            .send(
                new ProducerRecord<>(
                    kafka.topics().name(Topics.FRAMES), i % CAMERAS, frame.getCamera(), frame))
            .get();
      }
    }
    await(kafka, from + count);
  }

  private static FrameRef frame(int number, String key) {
    String camera = "camera-" + number % CAMERAS;
    Instant captured = Instant.ofEpochSecond(1_700_000_000).plusMillis(100L * number);
    return FrameRef.newBuilder()
        .setRecordId(Ids.frame(camera, captured))
        .setCamera(camera)
        .setCapturedAt(captured)
        .setSequence(number / CAMERAS)
        .setKind(FrameKind.FRAME)
        .setKey(key)
        .build();
  }

  private static void await(KafkaSettings kafka, int answers) throws Exception {
    var properties = kafka.consumer("bench", "bench");
    properties.remove("group.id");
    properties.remove("group.instance.id");
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      var partitions =
          consumer.partitionsFor(kafka.topics().name(Topics.DETECTIONS)).stream()
              .map(p -> new TopicPartition(p.topic(), p.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      long end = System.nanoTime() + PATIENCE.toNanos();
      int seen = 0;
      while (seen < answers) {
        seen += consumer.poll(Duration.ofMillis(500)).count();
        if (System.nanoTime() > end) {
          throw new IOException(seen + " of " + answers + " frames were answered in time");
        }
      }
    }
  }
}

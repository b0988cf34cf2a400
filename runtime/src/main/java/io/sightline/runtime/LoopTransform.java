package io.sightline.runtime;

import io.sightline.runtime.DeadLetters.Kind;
import io.sightline.runtime.DeadLetters.Origin;
import io.sightline.runtime.LoopBatches.Batch;
import io.sightline.runtime.TransactionalLoop.Output;
import io.sightline.runtime.TransactionalLoop.Step;
import io.sightline.schemas.Headers;
import io.sightline.schemas.Topics;
import io.sightline.schemas.TraceParent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads records, lets the step handle them, and writes its outputs and the dead letters. */
final class LoopTransform<V extends SpecificRecord> implements LoopSession.Transform {
  private static final Logger LOG = LoggerFactory.getLogger(LoopTransform.class);

  private final Topics topics;
  private final Step<V> step;
  private final Deserializer<V> deserializer;
  private final Serializer<SpecificRecord> serializer;
  private final DeadLetters deadLetters;
  private final LoopLimits limits;

  LoopTransform(
      Topics topics,
      Step<V> step,
      Deserializer<V> deserializer,
      Serializer<SpecificRecord> serializer,
      DeadLetters deadLetters,
      LoopLimits limits) {
    this.topics = topics;
    this.step = step;
    this.deserializer = deserializer;
    this.serializer = serializer;
    this.deadLetters = deadLetters;
    this.limits = limits;
  }

  /** A record as it came and as it was read. */
  private record Read<V>(ConsumerRecord<byte[], byte[]> raw, ConsumerRecord<String, V> record) {}

  /** Outputs are in the order of the inputs, those for unreadable records included. */
  @Override
  public List<ProducerRecord<byte[], byte[]>> apply(Batch batch)
      throws TransientException, InterruptedException {
    List<ProducerRecord<byte[], byte[]>> outputs = new ArrayList<>();
    List<Read<V>> readable = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> raw : batch.records()) {
      try {
        readable.add(new Read<>(raw, read(raw)));
      } catch (RuntimeException e) {
        requireLasting(e);
        outputs.addAll(handle(readable));
        readable.clear();
        outputs.add(letter(Kind.UNREADABLE, raw, e));
        outputs.addAll(write(step.onUnreadable(raw, e)));
      }
    }
    outputs.addAll(handle(readable));
    return outputs;
  }

  private ConsumerRecord<String, V> read(ConsumerRecord<byte[], byte[]> raw) {
    V value = deserializer.deserialize(raw.topic(), raw.headers(), raw.value());
    if (value == null || raw.key() == null) {
      throw new SerializationException("no " + (value == null ? "value" : "key"));
    }
    return new ConsumerRecord<>(
        raw.topic(),
        raw.partition(),
        raw.offset(),
        raw.timestamp(),
        raw.timestampType(),
        raw.serializedKeySize(),
        raw.serializedValueSize(),
        new String(raw.key(), StandardCharsets.UTF_8),
        value,
        raw.headers(),
        raw.leaderEpoch());
  }

  private List<ProducerRecord<byte[], byte[]>> handle(List<Read<V>> reads)
      throws TransientException, InterruptedException {
    if (reads.isEmpty()) {
      return List.of();
    }
    if (reads.size() > 1) {
      try {
        return write(step.process(reads.stream().map(Read::record).toList()));
      } catch (Exception e) {
        requireLasting(e);
        LOG.warn("a batch of {} failed, trying its records alone", reads.size(), e);
      }
    }
    List<ProducerRecord<byte[], byte[]>> outputs = new ArrayList<>();
    for (Read<V> read : reads) {
      outputs.addAll(handleAlone(read));
    }
    return outputs;
  }

  private List<ProducerRecord<byte[], byte[]>> handleAlone(Read<V> read)
      throws TransientException, InterruptedException {
    Exception cause = new IllegalStateException("not tried");
    for (int attempt = 1; attempt <= limits.attempts(); attempt++) {
      try {
        return write(step.process(List.of(read.record())));
      } catch (Exception e) {
        requireLasting(e);
        cause = e;
      }
    }
    List<ProducerRecord<byte[], byte[]>> outputs = new ArrayList<>();
    outputs.add(letter(Kind.FAILED, read.raw(), cause));
    outputs.addAll(write(step.onFailed(read.record(), cause)));
    return outputs;
  }

  private ProducerRecord<byte[], byte[]> letter(
      Kind kind, ConsumerRecord<byte[], byte[]> raw, Exception cause) {
    try (LogContext ignored = LogContext.of(LogContext.TRACE, trace(raw))) {
      LOG.error(
          "{} {}-{}@{} goes to the dead letters",
          kind,
          raw.topic(),
          raw.partition(),
          raw.offset(),
          cause);
    }
    Origin origin = new Origin(raw.topic(), raw.partition(), raw.offset(), raw.headers());
    return deadLetters.letter(kind, origin, raw.key(), raw.value(), cause);
  }

  private static @Nullable String trace(ConsumerRecord<?, ?> record) {
    return Headers.text(record.headers(), Headers.TRACEPARENT)
        .flatMap(TraceParent::parse)
        .map(TraceParent::traceId)
        .orElse(null);
  }

  private List<ProducerRecord<byte[], byte[]>> write(List<Output> outputs)
      throws TransientException {
    try {
      return outputs.stream().map(this::write).toList();
    } catch (RuntimeException e) {
      if (Failures.isTransient(e)) {
        throw new TransientException("cannot write", e);
      }
      throw e;
    }
  }

  private ProducerRecord<byte[], byte[]> write(Output output) {
    String topic = topics.name(output.topic());
    byte @Nullable [] value =
        output.value() == null ? null : serializer.serialize(topic, output.value());
    if (value != null && value.length > limits.maxRecordBytes()) {
      throw new RecordTooLargeException(
          "record for %s with key %s has %d bytes: expected at most %d"
              .formatted(topic, output.key(), value.length, limits.maxRecordBytes()));
    }
    byte[] key = output.key().getBytes(StandardCharsets.UTF_8);
    return new ProducerRecord<>(topic, output.partition(), key, value, output.headers());
  }

  /** Returns if the failure is the record's own fault or a bug. */
  private static void requireLasting(Exception failure)
      throws TransientException, InterruptedException {
    if (failure instanceof InterruptedException interrupted) {
      throw interrupted;
    }
    if (failure instanceof TransientException passing) {
      throw passing;
    }
    if (Failures.isTransient(failure)) {
      throw new TransientException("something outside is away", failure);
    }
  }
}

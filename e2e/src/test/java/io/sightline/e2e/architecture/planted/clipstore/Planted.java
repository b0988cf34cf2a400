package io.sightline.e2e.architecture.planted.clipstore;

import org.apache.kafka.common.TopicPartition;
import software.amazon.awssdk.services.s3.model.Bucket;

/** Breaks rules on purpose, so that they are seen to fail. */
public class Planted {
  io.sightline.e2e.architecture.planted.schemas.Planted other =
      new io.sightline.e2e.architecture.planted.schemas.Planted();

  static class TouchesS3 {
    Bucket bucket = Bucket.builder().name("clips").build();
  }

  static class TouchesKafka {
    TopicPartition partition = new TopicPartition("clips", 0);
  }
}

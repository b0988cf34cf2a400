package io.sightline.alerting.delivery.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.runtime.Secret;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SignatureTest {
  /** The example in the specification of Standard Webhooks. */
  @Test
  void exampleOfTheSpecification_sameSignature() {
    Signature signature = new Signature(new Secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"));
    byte[] body = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);

    assertThat(signature.sign("msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, body))
        .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }
}

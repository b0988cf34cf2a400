package io.sightline.clipstore.crypt;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KmsClient;
import com.google.crypto.tink.subtle.AesGcmJce;
import java.security.GeneralSecurityException;

/** A KMS as Tink's clients are found, with one key in it. */
public final class FakeKms implements KmsClient {
  static final String KEY = "fake-kms://keys/1";

  @Override
  public boolean doesSupport(String uri) {
    return uri.startsWith("fake-kms://");
  }

  @Override
  public KmsClient withCredentials(String path) {
    return this;
  }

  @Override
  public KmsClient withDefaultCredentials() {
    return this;
  }

  @Override
  public Aead getAead(String uri) throws GeneralSecurityException {
    if (!uri.equals(KEY)) {
      throw new GeneralSecurityException("no such key");
    }
    return new AesGcmJce(new byte[32]);
  }
}

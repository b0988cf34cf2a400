package io.sightline.alerting;

import io.sightline.alerting.core.CameraState;
import java.util.Map;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The states of a task's cameras. Every state goes to the store as bytes at once; those used lately
 * are at hand as objects too, so that a record need not read what the record before has written.
 */
final class CameraStates {
  /** Of a task; a state takes some kilobytes. */
  private static final int AT_HAND = 2000;

  private final KeyValueStore<String, CameraState> store;
  private final Map<String, CameraState> atHand = new RecentlyUsed<>(AT_HAND);

  CameraStates(KeyValueStore<String, CameraState> store) {
    this.store = store;
  }

  CameraState get(String camera) {
    CameraState state = atHand.get(camera);
    if (state == null) {
      state = store.get(camera);
    }
    if (state == null) {
      state = CameraState.EMPTY;
    }
    atHand.put(camera, state);
    return state;
  }

  void put(String camera, CameraState state) {
    store.put(camera, state);
    atHand.put(camera, state);
  }
}

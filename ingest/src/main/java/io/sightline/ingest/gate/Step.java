package io.sightline.ingest.gate;

/** What is to be done with a packet. */
public enum Step {
  /** It is not decoded. */
  SKIP,
  /** A key picture to be looked at by itself. */
  PROBE,
  /** All is decoded from a key picture before on, this packet included. */
  OPEN,
  /** It is decoded after the one before. */
  DECODE
}

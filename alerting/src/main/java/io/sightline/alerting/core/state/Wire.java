package io.sightline.alerting.core.state;

/** How a value lies in the bytes: enough to pass over it without knowing what it means. */
final class Wire {
  /** In place of a field: the record has no more. */
  static final int END = 0;

  /** Whole numbers, and true and false: zigzag, seven bits a byte. */
  static final int NUMBER = 1;

  /** Four bytes. */
  static final int FLOAT = 2;

  /** Eight bytes. */
  static final int DOUBLE = 3;

  /** Length and UTF-8, or the number of the same text earlier in the value; enums by name. */
  static final int TEXT = 4;

  /** Fields, then {@link #END}. */
  static final int RECORD = 5;

  /** How the elements lie, how many, the elements. */
  static final int LIST = 6;

  /** How the values lie, how many, each a text and its value. */
  static final int MAP = 7;

  private Wire() {}
}

package io.sightline.alerting.core.state;

import io.sightline.alerting.core.state.Layout.Field;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Writes one record with all that it contains. A field is a byte for how it lies, two for its name,
 * and its value; null and primitive 0 are left out.
 */
public final class RecordWriter {
  private byte[] bytes = new byte[1024];
  private int length;
  private final Map<String, Integer> texts = new HashMap<>();

  private RecordWriter() {}

  /** The version, then the record. */
  public static byte[] write(byte version, Record value) {
    RecordWriter writer = new RecordWriter();
    writer.one(version);
    writer.record(Layout.of(value.getClass()), value);
    return Arrays.copyOf(writer.bytes, writer.length);
  }

  private void record(Layout layout, Object value) {
    for (Field field : layout.fields) {
      field(field, value);
    }
    one(Wire.END);
  }

  private void field(Field field, Object owner) {
    if (field.number() != null) {
      long number = field.number().applyAsLong(owner);
      if (number != 0) {
        tag(field);
        number(number);
      }
    } else if (field.real() != null) {
      real(field, field.real().applyAsDouble(owner));
    } else {
      Object value = field.value().apply(owner);
      if (value != null && !(value == Boolean.FALSE && field.form().raw() == boolean.class)) {
        tag(field);
        value(field.form(), value);
      }
    }
  }

  private void real(Field field, double real) {
    if (Double.doubleToRawLongBits(real) == 0) {
      return;
    }
    tag(field);
    if (field.form().wire() == Wire.FLOAT) {
      fixed(Float.floatToRawIntBits((float) real), Float.BYTES);
    } else {
      fixed(Double.doubleToRawLongBits(real), Double.BYTES);
    }
  }

  private void tag(Field field) {
    one(field.form().wire());
    fixed(field.tag(), Short.BYTES);
  }

  private void value(Form form, Object value) {
    switch (form.wire()) {
      case Wire.NUMBER -> number(whole(value));
      case Wire.FLOAT -> fixed(Float.floatToRawIntBits((Float) value), Float.BYTES);
      case Wire.DOUBLE -> fixed(Double.doubleToRawLongBits((Double) value), Double.BYTES);
      case Wire.TEXT -> text(value instanceof Enum<?> constant ? constant.name() : (String) value);
      case Wire.RECORD -> record(form.layout(), value);
      case Wire.LIST -> list(inner(form), (Collection<?>) value);
      default -> map(inner(form), (Map<?, ?>) value);
    }
  }

  private static Form inner(Form form) {
    return Objects.requireNonNull(form.inner());
  }

  private static long whole(Object value) {
    return value instanceof Boolean truth ? (truth ? 1 : 0) : ((Number) value).longValue();
  }

  private void list(Form form, Collection<?> values) {
    one(form.wire());
    unsigned(values.size());
    for (Object element : values) {
      value(form, element);
    }
  }

  private void map(Form form, Map<?, ?> values) {
    one(form.wire());
    unsigned(values.size());
    values.forEach(
        (key, element) -> {
          text((String) key);
          value(form, element);
        });
  }

  private void text(String text) {
    @Nullable Integer earlier = texts.putIfAbsent(text, texts.size());
    if (earlier != null) {
      unsigned((long) earlier << 1);
      return;
    }
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    unsigned((long) utf8.length << 1 | 1);
    reserve(utf8.length);
    System.arraycopy(utf8, 0, bytes, length, utf8.length);
    length += utf8.length;
  }

  private void number(long value) {
    unsigned(value << 1 ^ value >> 63);
  }

  private void unsigned(long value) {
    reserve(10);
    long left = value;
    while ((left & ~0x7fL) != 0) {
      bytes[length++] = (byte) (left & 0x7f | 0x80);
      left >>>= 7;
    }
    bytes[length++] = (byte) left;
  }

  private void fixed(long value, int count) {
    reserve(count);
    for (int i = 0; i < count; i++) {
      bytes[length++] = (byte) (value >>> 8 * i);
    }
  }

  private void one(int value) {
    reserve(1);
    bytes[length++] = (byte) value;
  }

  private void reserve(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }
}

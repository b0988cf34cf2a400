package io.sightline.alerting.core.state;

import io.sightline.alerting.core.state.Layout.Field;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link RecordWriter} wrote, by this build or another one: fields that are not known
 * any more are passed over, and those that were not known yet are absent.
 */
public final class RecordReader {
  private final byte[] bytes;
  private int at;
  private final List<String> texts = new ArrayList<>();

  private RecordReader(byte[] bytes, int from) {
    this.bytes = bytes;
    this.at = from;
  }

  /**
   * Throws {@link IllegalArgumentException} for bytes that are none.
   *
   * @param from behind the version
   */
  public static <T extends Record> T read(byte[] bytes, int from, Class<T> type) {
    RecordReader reader = new RecordReader(bytes, from);
    try {
      return type.cast(reader.record(Layout.of(type)));
    } catch (IndexOutOfBoundsException e) {
      throw new IllegalArgumentException(
          "%d bytes of %s end too early or make no sense at %d"
              .formatted(bytes.length, type.getSimpleName(), reader.at),
          e);
    }
  }

  private Object record(Layout layout) {
    @Nullable Object[] values = new Object[layout.fields.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = layout.fields.get(i).form().absent();
    }
    for (int wire = one(); wire != Wire.END; wire = one()) {
      int place = layout.place((int) fixed(Short.BYTES));
      Field field = place < 0 ? null : layout.fields.get(place);
      if (field == null) {
        skip(wire);
      } else if (field.form().wire() == wire) {
        values[place] = value(field.form());
      } else {
        throw new IllegalArgumentException(
            "field %s of %s lies as %d: expected %d"
                .formatted(field.name(), layout.type(), wire, field.form().wire()));
      }
    }
    return layout.create(values);
  }

  private @Nullable Object value(Form form) {
    return switch (form.wire()) {
      case Wire.NUMBER -> form.number(number());
      case Wire.FLOAT -> Float.intBitsToFloat((int) fixed(Float.BYTES));
      case Wire.DOUBLE -> Double.longBitsToDouble(fixed(Double.BYTES));
      case Wire.TEXT -> form.text(text());
      case Wire.RECORD -> record(form.layout());
      case Wire.LIST -> form.list(list(Objects.requireNonNull(form.inner())));
      default -> map(form, Objects.requireNonNull(form.inner()));
    };
  }

  private List<Object> list(Form form) {
    requireWire(form);
    long count = unsigned();
    List<Object> elements = new ArrayList<>();
    for (long i = 0; i < count; i++) {
      Object element = value(form);
      if (element != null) {
        elements.add(element);
      }
    }
    return elements;
  }

  private Map<String, Object> map(Form form, Form inner) {
    requireWire(inner);
    long count = unsigned();
    Map<String, Object> values = form.map();
    for (long i = 0; i < count; i++) {
      String key = text();
      Object value = value(inner);
      if (value != null) {
        values.put(key, value);
      }
    }
    return values;
  }

  private void requireWire(Form form) {
    int wire = one();
    if (wire != form.wire()) {
      throw new IllegalArgumentException(
          "elements of %s lie as %d: expected %d"
              .formatted(form.raw().getName(), wire, form.wire()));
    }
  }

  private void skip(int wire) {
    switch (wire) {
      case Wire.NUMBER -> unsigned();
      case Wire.FLOAT -> fixed(Float.BYTES);
      case Wire.DOUBLE -> fixed(Double.BYTES);
      case Wire.TEXT -> text();
      case Wire.RECORD -> skipFields();
      case Wire.LIST -> skipElements(false);
      case Wire.MAP -> skipElements(true);
      default ->
          throw new IllegalArgumentException(
              "byte %d at %d: expected %d to %d".formatted(wire, at - 1, Wire.END, Wire.MAP));
    }
  }

  private void skipFields() {
    for (int wire = one(); wire != Wire.END; wire = one()) {
      fixed(Short.BYTES);
      skip(wire);
    }
  }

  private void skipElements(boolean keyed) {
    int wire = one();
    long count = unsigned();
    for (long i = 0; i < count; i++) {
      if (keyed) {
        text();
      }
      skip(wire);
    }
  }

  private String text() {
    long head = unsigned();
    if ((head & 1) == 0) {
      return texts.get((int) (head >>> 1));
    }
    int length = (int) (head >>> 1);
    Objects.checkFromIndexSize(at, length, bytes.length);
    String text = new String(bytes, at, length, StandardCharsets.UTF_8);
    at += length;
    texts.add(text);
    return text;
  }

  private long number() {
    long value = unsigned();
    return value >>> 1 ^ -(value & 1);
  }

  private long unsigned() {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      byte next = bytes[at++];
      value |= (next & 0x7fL) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new IllegalArgumentException("number at " + at + " is too long");
  }

  private long fixed(int count) {
    long value = 0;
    for (int i = 0; i < count; i++) {
      value |= (bytes[at++] & 0xffL) << 8 * i;
    }
    return value;
  }

  private int one() {
    return bytes[at++];
  }
}

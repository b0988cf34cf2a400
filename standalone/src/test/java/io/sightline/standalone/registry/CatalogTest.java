package io.sightline.standalone.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.sightline.schemas.compatibility.Compatibility;
import io.sightline.standalone.registry.Entry.Level;
import io.sightline.standalone.registry.Entry.Version;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class CatalogTest {
  private static final Schema ONE = record("{\"name\":\"a\",\"type\":\"int\",\"default\":0}");
  private static final Schema TWO =
      record(
          "{\"name\":\"a\",\"type\":\"int\",\"default\":0},{\"name\":\"b\",\"type\":\"int\",\"default\":0}");
  private static final Schema NO_DEFAULT = record("{\"name\":\"c\",\"type\":\"int\"}");

  private final List<Entry> entries = new ArrayList<>();
  private final Catalog catalog = new Catalog();

  @Test
  void versions_countInTheSubjectAndIdsOverAll() throws Exception {
    assertThat(register("x", ONE)).isEqualTo(new Version("x", 1, 1, ONE.toString()));
    assertThat(register("x", TWO)).isEqualTo(new Version("x", 2, 2, TWO.toString()));
    assertThat(register("y", TWO)).isEqualTo(new Version("y", 1, 2, TWO.toString()));
    assertThat(catalog.subjects()).containsExactly("x", "y");
    assertThat(catalog.version("x", "latest").version()).isEqualTo(2);
    assertThat(catalog.versionsWith(2)).hasSize(2);
  }

  @Test
  void replay_givesTheSameIds() throws Exception {
    register("x", ONE);
    register("y", TWO);
    Catalog replayed = new Catalog();
    for (Entry entry : entries) {
      String value = EntryFormat.value(entry);
      EntryFormat.read(EntryFormat.key(entry), value).ifPresent(replayed::apply);
    }
    assertThat(replayed.next("z", NO_DEFAULT).id()).isEqualTo(3);
    assertThat(replayed.next("z", TWO).id()).isEqualTo(2);
  }

  @Test
  void incompatibleSchema_isRefusedByDefault() throws Exception {
    register("x", ONE);
    refused(() -> catalog.next("x", NO_DEFAULT), 409, 409);
  }

  @Test
  void levelOfTheSubject_goesBeforeTheGlobalOne() throws Exception {
    register("x", ONE);
    add(new Level("x", Compatibility.NONE));
    assertThat(register("x", NO_DEFAULT).version()).isEqualTo(2);
    add(new Level("x", Compatibility.FULL));
    add(new Level(null, Compatibility.NONE));
    refused(() -> catalog.next("x", ONE), 409, 409);
  }

  @Test
  void whatIsAbsent_hasConfluentsCode() throws Exception {
    register("x", ONE);
    refused(() -> catalog.versions("y"), 404, 40401);
    refused(() -> catalog.version("x", "7"), 404, 40402);
    refused(() -> catalog.schema(9), 404, 40403);
    refused(() -> catalog.version("x", "0"), 422, 42202);
    refused(() -> catalog.version("x", "first"), 422, 42202);
  }

  @Test
  void recordsOfConfluent_areRead() {
    assertThat(EntryFormat.read("{\"keytype\":\"NOOP\",\"magic\":0}", null)).isEmpty();
    assertThat(
            EntryFormat.read(
                "{\"keytype\":\"CONFIG\",\"subject\":null,\"magic\":0}",
                "{\"compatibilityLevel\":\"FULL\"}"))
        .contains(new Level(null, Compatibility.FULL));
    assertThat(
            EntryFormat.read(
                "{\"keytype\":\"SCHEMA\",\"subject\":\"x\",\"version\":1,\"magic\":1}",
                "{\"subject\":\"x\",\"version\":1,\"id\":4,\"schema\":\"\\\"int\\\"\",\"deleted\":false}"))
        .contains(new Version("x", 1, 4, "\"int\""));
  }

  @Test
  void keys_areSpelledAsConfluentSpellsThem() {
    assertThat(EntryFormat.key(new Version("x", 1, 4, "\"int\"")))
        .isEqualTo("{\"keytype\":\"SCHEMA\",\"subject\":\"x\",\"version\":1,\"magic\":1}");
    assertThat(EntryFormat.key(new Level(null, Compatibility.FULL)))
        .isEqualTo("{\"keytype\":\"CONFIG\",\"subject\":null,\"magic\":0}");
  }

  private Version register(String subject, Schema schema) throws Refusal {
    Version version = catalog.next(subject, schema);
    add(version);
    return version;
  }

  private void add(Entry entry) {
    entries.add(entry);
    catalog.apply(entry);
  }

  private static void refused(ThrowingCallable call, int status, int code) {
    assertThatThrownBy(call)
        .asInstanceOf(type(Refusal.class))
        .matches(refusal -> refusal.status() == status && refusal.code() == code);
  }

  private static Schema record(String fields) {
    return new Schema.Parser()
        .parse("{\"type\":\"record\",\"name\":\"R\",\"fields\":[" + fields + "]}");
  }
}

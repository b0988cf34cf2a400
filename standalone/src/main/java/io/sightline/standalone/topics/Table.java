package io.sightline.standalone.topics;

import java.util.ArrayList;
import java.util.List;

/** Text in columns. */
public final class Table {
  private final List<String[]> rows = new ArrayList<>();

  public Table(String... heads) {
    rows.add(heads);
  }

  public void row(String... cells) {
    rows.add(cells);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (String[] row : rows) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < row.length; column++) {
        line.append(row[column]).append(" ".repeat(width(column) - row[column].length() + 2));
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }

  private int width(int column) {
    return rows.stream().mapToInt(row -> row[column].length()).max().orElse(0);
  }
}

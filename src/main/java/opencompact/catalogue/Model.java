package opencompact.catalogue;

/**
 * The two models, one code base (MOD-1). What differs between them is asked here, never by name.
 */
public enum Model {
  /** A type 2 socket with an electromechanical lock; the cable is coded by the proximity pilot. */
  SLC("3SLC", "socketed", true),
  /** A fixed cable of 5 m: no lock, no proximity limit. */
  TLC("3TLC", "tethered", false);

  private final String title;
  private final String kind;
  private final boolean socketed;

  Model(String title, String kind, boolean socketed) {
    this.title = title;
    this.kind = kind;
    this.socketed = socketed;
  }

  /** The name on the type plate. */
  public String title() {
    return title;
  }

  /** The model's kind in one word, for people. */
  public String kind() {
    return kind;
  }

  /** Whether there is a socket, and therefore a lock and a proximity pilot. */
  public boolean socketed() {
    return socketed;
  }
}

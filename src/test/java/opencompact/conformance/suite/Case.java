package opencompact.conformance.suite;

import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Retention;
import java.lang.annotation.Target;
import opencompact.catalogue.Model;

/**
 * One scenario of the conformance suite: a method that takes a {@link Tool} and tells, step by
 * step, what the tool does and what the station must say.
 */
@Retention(RUNTIME)
@Target(METHOD)
@interface Case {
  /** The scenario's id in the checklist, such as OCPP-T-003. */
  String id();

  String name();

  /** The stations that it is told of. */
  Model[] on() default {Model.SLC, Model.TLC};

  /** Requirements and pitfalls of the checklist that it guards, such as P-39. */
  String[] guards() default {};

  /** Whether it is also told over real sockets, to a station in a process of its own. */
  boolean sockets() default false;

  /**
   * Why the station does not pass yet; empty when it must. A scenario that passes all the same
   * fails the suite, so that nothing stays open that is done.
   */
  String open() default "";

  /** The tests that tell it where this suite has no means to; empty where it has. */
  String[] toldBy() default {};

  /** Why it says nothing about this product; empty when it does. */
  String inapplicable() default "";
}

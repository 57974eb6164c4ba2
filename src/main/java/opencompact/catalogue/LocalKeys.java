package opencompact.catalogue;

import static opencompact.catalogue.Access.NOT_OVER_OCPP;
import static opencompact.catalogue.Access.READ_WRITE;
import static opencompact.catalogue.Declaring.bool;
import static opencompact.catalogue.Declaring.choice;
import static opencompact.catalogue.Declaring.key;
import static opencompact.catalogue.Declaring.keyBy;
import static opencompact.catalogue.Declaring.option;
import static opencompact.catalogue.Effective.AT_ONCE;
import static opencompact.catalogue.Page.BACKEND;
import static opencompact.catalogue.Page.EXTERNAL;
import static opencompact.catalogue.Page.NFC;
import static opencompact.catalogue.Page.OFFLINE;
import static opencompact.catalogue.Page.TIMES;

import java.time.ZoneId;
import opencompact.quantity.IdTag;

/**
 * Settings of the web client that are no configuration keys of OCPP's, and the two with which a
 * back office is found.
 */
interface LocalKeys {
  Key<Boolean> PLUG_AND_CHARGE =
      key(
          "PlugAndCharge",
          bool(),
          true,
          NOT_OVER_OCPP,
          AT_ONCE,
          OFFLINE,
          "While the back office is out of reach, whoever plugs in charges without a card.");

  Key<IdTag> FREE_VEND_ID_TAG =
      key(
          "FreeVendIdTag",
          new Shape.Tag(),
          new IdTag("FREEVEND"),
          NOT_OVER_OCPP,
          AT_ONCE,
          NFC,
          "The id tag under which a charge without a card is reported.");

  Key<Boolean> REMOVE_CS_FROM_CARD_ID =
      key(
          "RemoveCsFromCardId",
          bool(),
          false,
          NOT_OVER_OCPP,
          AT_ONCE,
          NFC,
          "The check byte that some readers append to a card's number is dropped.");

  Key<ZoneId> TIME_ZONE =
      keyBy(
          "TimeZone",
          new Shape.Zone(),
          delivery -> delivery.region().zone(),
          NOT_OVER_OCPP,
          AT_ONCE,
          TIMES,
          "The time zone in which charge-off periods are meant.");

  Key<Boolean> RANDOM_DELAY_ON_PLUG_IN =
      key(
          "RandomDelayOnPlugIn",
          bool(),
          true,
          NOT_OVER_OCPP,
          AT_ONCE,
          TIMES,
          "Whether the random wait also comes before a charge that a driver has just asked for.");

  Key<String> BACKEND_URL =
      key(
          "BackendUrl",
          new Shape.Address(),
          "",
          READ_WRITE,
          AT_ONCE,
          BACKEND,
          "The address of the back office, to which the identity is appended; empty for none.");

  Key<String> UID =
      key(
          "Uid",
          new Shape.Identity(48),
          "",
          READ_WRITE,
          AT_ONCE,
          BACKEND,
          "The name under which the back office knows the station; empty for its serial number.");

  Key<Integer> PHASE_COUNT =
      keyBy(
          "PhaseCount",
          choice(option(1, "single phase"), option(3, "three phases")),
          Delivery::phases,
          NOT_OVER_OCPP,
          AT_ONCE,
          EXTERNAL,
          "How many phases of the supply are wired to the station.");

  Key<Boolean> SIMPLIFIED_PILOT_CAP =
      key(
          "SimplifiedPilotCap",
          bool(),
          false,
          NOT_OVER_OCPP,
          AT_ONCE,
          EXTERNAL,
          "A car with the simplified pilot, which never shows state B, is offered 10 A at most.");

  Key<Integer> FAULT_STATE_F_MILLIS =
      key(
          "FaultStateFMillis",
          new Shape.ZeroOrMore(300, 3000, "milliseconds"),
          300,
          NOT_OVER_OCPP,
          AT_ONCE,
          EXTERNAL,
          "How long state F tells a car of a fault that ends its charge; 0 never shows it state F, "
              + "not even to wake it, for old hybrids that take it for a lasting fault.");

  Key<Integer> METER_CALIBRATION =
      key(
          "MeterCalibration",
          new Shape.WholeNumber(9800, 10_200, "ten-thousandths"),
          10_000,
          NOT_OVER_OCPP,
          AT_ONCE,
          EXTERNAL,
          "By what the internal meter's energy and power are multiplied; 10000 is as it left the "
              + "factory. It does not change during a charge.");

  Key<Integer> EXTERNAL_METER =
      key(
          "ExternalMeter",
          choice(option(0, "none"), option(1, "energy meter")),
          0,
          NOT_OVER_OCPP,
          AT_ONCE,
          EXTERNAL,
          "The energy meter on the RS-485 bus: asked every second, and a fault when it is silent.");
}

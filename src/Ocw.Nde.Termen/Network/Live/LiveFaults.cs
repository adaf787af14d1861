using System.Globalization;
using Ocw.Nde.Termen.Catalog;

namespace Ocw.Nde.Termen.Network.Live;

/// <summary>The faults of live sources, in words.</summary>
internal static class LiveFaults
{
    internal static SourceFault Timeout(CatalogEntry entry, TimeSpan time) => new(
        SourceFaultKind.Timeout,
        string.Create(CultureInfo.InvariantCulture, $"{entry.Name("nl")} gaf binnen {time.TotalSeconds:0.###} seconden geen antwoord."),
        string.Create(CultureInfo.InvariantCulture, $"{entry.Name("en")} did not answer within {time.TotalSeconds:0.###} seconds."));

    internal static SourceFault Unreachable(CatalogEntry entry, string problem) => new(
        SourceFaultKind.Unreachable, $"{entry.Name("nl")} is niet te bereiken: {problem}.", $"{entry.Name("en")} cannot be reached: {problem}.");

    internal static SourceFault ServerError(CatalogEntry entry, string status) => new(
        SourceFaultKind.ServerError, $"{entry.Name("nl")} antwoordde met een fout: {status}.", $"{entry.Name("en")} answered with an error: {status}.");

    internal static SourceFault BadAnswer(CatalogEntry entry, string nl, string en) => new(
        SourceFaultKind.BadAnswer, $"Het antwoord van {entry.Name("nl")} is niet te gebruiken: {nl}.", $"The answer of {entry.Name("en")} cannot be used: {en}.");

    internal static SourceFault CircuitOpen(CatalogEntry entry, DateTimeOffset until) => new(
        SourceFaultKind.CircuitOpen,
        string.Create(CultureInfo.InvariantCulture, $"{entry.Name("nl")} faalde een paar keer achter elkaar en wordt tot {until:HH:mm:ss} UTC met rust gelaten."),
        string.Create(CultureInfo.InvariantCulture, $"{entry.Name("en")} failed several times in a row and is left alone until {until:HH:mm:ss} UTC."));

    internal static SourceFault NotPermitted(CatalogEntry entry, string problem) => new(
        SourceFaultKind.NotPermitted, $"{entry.Name("nl")} mag niet gevraagd worden: {problem}.", $"{entry.Name("en")} may not be asked: {problem}.");

    internal static SourceFault NoWeb(CatalogEntry entry) => new(
        SourceFaultKind.NotPermitted, $"{entry.Name("nl")} staat alleen op het web, en deze node vraagt daar nu niets.", $"{entry.Name("en")} is on the web only, and this node asks nothing there now.");

    internal static SourceFault NoCredentials(CatalogEntry entry, string variable) => new(
        SourceFaultKind.NotPermitted,
        $"{entry.Name("nl")} vraagt om een gebruiker en wachtwoord: zet ze in de omgevingsvariabele {variable} als gebruiker:wachtwoord.",
        $"{entry.Name("en")} asks for a user and password: put them in the environment variable {variable} as user:password.");

    internal static SourceFault BadDescription(CatalogEntry entry, string nl, string en) => new(
        SourceFaultKind.BadDescription, $"De beschrijving van {entry.Name("nl")} deugt niet: {nl}.", $"The description of {entry.Name("en")} is wrong: {en}.");

    /// <summary>The fault, with word of what stands in for the source.</summary>
    internal static SourceFault StoodInFor(SourceFault fault, DateTimeOffset from, bool kept) => fault with
    {
        MessageNl = string.Create(CultureInfo.InvariantCulture, $"{fault.MessageNl} Dit is {(kept ? "de kopie" : "het laatste goede antwoord")} van {from:yyyy-MM-dd HH:mm} UTC."),
        MessageEn = string.Create(CultureInfo.InvariantCulture, $"{fault.MessageEn} This is {(kept ? "the copy" : "the last good answer")} of {from:yyyy-MM-dd HH:mm} UTC."),
    };
}

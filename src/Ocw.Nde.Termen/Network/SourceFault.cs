using System.Globalization;
using Ocw.Nde.Termen.Catalog;

namespace Ocw.Nde.Termen.Network;

/// <summary>Why a source gave no answer, or an older one.</summary>
/// <param name="Kind">The kind of fault, a stable code.</param>
/// <param name="MessageNl">What happened, in Dutch.</param>
/// <param name="MessageEn">What happened, in English.</param>
public sealed record SourceFault(SourceFaultKind Kind, string MessageNl, string MessageEn)
{
    /// <summary>The message in a language: Dutch for <c>nl</c> and its variants, else English.</summary>
    public string Message(string? language) => language is not null && language.StartsWith("nl", StringComparison.OrdinalIgnoreCase) ? MessageNl : MessageEn;

    internal static SourceFault UnknownSource(string asked) => new(
        SourceFaultKind.UnknownSource,
        $"Er is geen termenbron {asked}; de lijst van bronnen zegt welke er zijn.",
        $"There is no terminology source {asked}; the list of sources says which there are.");

    internal static SourceFault NoSourceForIri(string iri) => new(
        SourceFaultKind.UnknownSource,
        $"Geen termenbron heeft termen waarvan de IRI zo begint: {iri}.",
        $"No terminology source has terms whose IRI begins like this: {iri}.");

    internal static SourceFault BadIri(string iri, string why) => new(
        SourceFaultKind.BadIri,
        $"Dit is geen IRI van een term: {iri} ({why}).",
        $"This is not the IRI of a term: {iri} ({why}).");

    internal static SourceFault NotFound(string iri, CatalogEntry source) => new(
        SourceFaultKind.NotFound,
        $"{source.Name("nl")} heeft geen term {iri}.",
        $"{source.Name("en")} has no term {iri}.");

    internal static SourceFault NothingKept(CatalogEntry source) => new(
        SourceFaultKind.NothingKept,
        $"Van {source.Name("nl")} staat hier nog niets: haal de bron eerst op (./ocwnde harvest {source.Id}).",
        $"Nothing is kept of {source.Name("en")} yet: harvest the source first (./ocwnde harvest {source.Id}).");

    internal static SourceFault TooOld(CatalogEntry source, DateTimeOffset from) => new(
        SourceFaultKind.CopyTooOld,
        string.Create(CultureInfo.InvariantCulture, $"De kopie van {source.Name("nl")} is van {from:yyyy-MM-dd}, en de bron zelf gaf geen antwoord."),
        string.Create(CultureInfo.InvariantCulture, $"The copy of {source.Name("en")} is of {from:yyyy-MM-dd}, and the source itself gave no answer."));

    internal static SourceFault KeptFaulty(string source, string problem) => new(
        SourceFaultKind.KeptFaulty,
        $"De kopie van {source} kan niet gelezen worden: {problem}",
        $"The copy of {source} cannot be read: {problem}");
}

/// <summary>The kinds of fault.</summary>
public enum SourceFaultKind
{
    /// <summary>The source did not answer in time.</summary>
    Timeout,

    /// <summary>The source cannot be reached: no such host, no connection, broken off.</summary>
    Unreachable,

    /// <summary>The source answered with an error.</summary>
    ServerError,

    /// <summary>The source answered with something that is not what was asked: no RDF, broken RDF, too much.</summary>
    BadAnswer,

    /// <summary>The source has no such term.</summary>
    NotFound,

    /// <summary>There is no such source, or none for this IRI.</summary>
    UnknownSource,

    /// <summary>The source failed several times; it is left alone for a while.</summary>
    CircuitOpen,

    /// <summary>The node may not ask the source: the operator's settings or the egress policy say no.</summary>
    NotPermitted,

    /// <summary>The IRI is not one that can be asked for.</summary>
    BadIri,

    /// <summary>The source is kept only, and nothing is kept yet.</summary>
    NothingKept,

    /// <summary>The kept copy cannot be read.</summary>
    KeptFaulty,

    /// <summary>The kept copy is older than the operator allows, and nothing fresher is to be had.</summary>
    CopyTooOld,

    /// <summary>The description of the source or its query has a mistake.</summary>
    BadDescription,
}

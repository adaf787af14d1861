using System.Text.Json;
using Ocw.Nde.Termen.Catalog;
using Ocw.Nde.Termen.Indexing;
using Ocw.Nde.Termen.Lookup;
using Ocw.Nde.Termen.Network;
using Ocw.Nde.Termen.Network.Live;
using Ocw.Nde.Termen.Search;

namespace Ocw.Nde.Node.Features.Termen.Rest;

/// <summary>Writes terms and sources straight as UTF-8.</summary>
internal static class TermJson
{
    /// <summary>A term that was found. As linked data its label carries its language.</summary>
    public static void Hit(Utf8JsonWriter writer, NetworkHit hit, bool asLinkedData)
    {
        var found = hit.Hit;
        writer.WriteStartObject();
        writer.WriteString("uri"u8, found.Iri);
        writer.WriteString("label"u8, found.Label);
        if (found.Language.Length > 0)
            writer.WriteString("language"u8, found.Language);
        if (asLinkedData)
            Texts(writer, "prefLabel"u8, [(found.Language, found.Label)]);
        writer.WriteString("matchedLabel"u8, found.MatchedLabel);
        if (found.Hint.Length > 0)
            writer.WriteString("hint"u8, found.Hint);
        writer.WriteNumber("score"u8, Math.Round(found.Score, 4));
        writer.WriteString("reason"u8, found.Reason);
        if (found.IsDeprecated)
            writer.WriteBoolean("deprecated"u8, true);
        writer.WriteString("source"u8, found.SourceId);
        if (hit.AlsoIn.Count > 0)
        {
            writer.WriteStartArray("alsoIn"u8);
            foreach (var (iri, source) in hit.AlsoIn)
            {
                writer.WriteStartObject();
                writer.WriteString("uri"u8, iri);
                writer.WriteString("source"u8, source);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    /// <summary>A whole term.</summary>
    public static void Term(Utf8JsonWriter writer, Term term)
    {
        writer.WriteStartObject();
        writer.WriteString("uri"u8, term.Iri);
        foreach (var (key, kind) in (ReadOnlySpan<(string, TermLabelKind)>)[("prefLabel", TermLabelKind.Preferred), ("altLabel", TermLabelKind.Alternative), ("hiddenLabel", TermLabelKind.Hidden)])
            Texts(writer, System.Text.Encoding.UTF8.GetBytes(key), term.Labels.Where(label => label.Kind == kind).Select(label => (label.Language, label.Text)));
        foreach (var (key, kind) in (ReadOnlySpan<(string, TermNoteKind)>)[("definition", TermNoteKind.Definition), ("scopeNote", TermNoteKind.ScopeNote), ("note", TermNoteKind.Note)])
            Texts(writer, System.Text.Encoding.UTF8.GetBytes(key), term.Notes.Where(note => note.Kind == kind).Select(note => (note.Language, note.Text)));
        Strings(writer, "notation"u8, term.Notations);
        References(writer, "broader"u8, term.Broader);
        References(writer, "narrower"u8, term.Narrower);
        if (term.NarrowerCount > 0)
            writer.WriteNumber("narrowerCount"u8, term.NarrowerCount);
        References(writer, "related"u8, term.Related);
        References(writer, "exactMatch"u8, term.ExactMatches);
        foreach (var kind in (ReadOnlySpan<TermRelationKind>)[TermRelationKind.CloseMatch, TermRelationKind.BroadMatch, TermRelationKind.NarrowMatch, TermRelationKind.RelatedMatch])
            References(writer, System.Text.Encoding.UTF8.GetBytes(JsonNamingPolicy.CamelCase.ConvertName(kind.ToString())), [.. term.Matches.Where(match => match.Kind == kind).Select(match => new TermReference(match.Iri, null))]);
        References(writer, "replacedBy"u8, term.ReplacedBy);
        Strings(writer, "inScheme"u8, term.Schemes);
        Strings(writer, "seeAlso"u8, term.SeeAlso);
        Strings(writer, "kind"u8, [.. TermGenreNames.NamesOf(term.Genres)]);
        Facts(writer, term);
        writer.WriteEndObject();
    }

    /// <summary>How a source answered.</summary>
    public static void State(Utf8JsonWriter writer, SourceAnswer answer, string language)
    {
        writer.WriteStartObject();
        if (answer.Source is { } source)
        {
            writer.WriteString("id"u8, source.Id);
            writer.WriteString("uri"u8, source.Iri);
            writer.WriteString("title"u8, source.Name(language));
        }
        else
        {
            writer.WriteString("asked"u8, answer.Asked);
        }

        StateMembers(writer, answer.Fault, answer.Origin, answer.CopyFrom, language);
        if (answer.Total is { } total)
            writer.WriteNumber("found"u8, total);
        writer.WriteEndObject();
    }

    /// <summary>Where an answer comes from, how old it is, and what went wrong.</summary>
    public static void StateMembers(Utf8JsonWriter writer, SourceFault? fault, AnswerOrigin origin, DateTimeOffset? copyFrom, string language)
    {
        writer.WriteString("origin"u8, origin switch { AnswerOrigin.Kept => "kept"u8, AnswerOrigin.Live => "live"u8, _ => "lastGood"u8 });
        if (copyFrom is { } time)
            writer.WriteString("copyFrom"u8, time);
        if (fault is null)
            return;
        writer.WriteStartObject("fault"u8);
        writer.WriteString("code"u8, JsonNamingPolicy.KebabCaseLower.ConvertName(fault.Kind.ToString()));
        writer.WriteString("message"u8, fault.Message(language));
        writer.WriteEndObject();
    }

    /// <summary>A source of the catalogue.</summary>
    public static void Source(Utf8JsonWriter writer, CatalogEntry entry, LiveState? live, string language)
    {
        writer.WriteStartObject();
        writer.WriteString("uri"u8, entry.Iri);
        writer.WriteString("id"u8, entry.Id);
        Names(writer, "name"u8, entry.Names);
        Names(writer, "alternateName"u8, entry.AlternateNames);
        Names(writer, "description"u8, entry.Descriptions);
        writer.WriteStartArray("creator"u8);
        foreach (var creator in entry.Creators)
        {
            writer.WriteStartObject();
            writer.WriteString("uri"u8, creator.Iri);
            Names(writer, "name"u8, creator.Names);
            Names(writer, "alternateName"u8, creator.AlternateNames);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        Strings(writer, "genre"u8, entry.Genres);
        Strings(writer, "inLanguage"u8, entry.Languages);
        Strings(writer, "termPrefix"u8, entry.TermPrefixes);
        writer.WriteString("mode"u8, entry.Mode switch { SourceMode.Kept => "kept"u8, SourceMode.Live => "live"u8, _ => "both"u8 });
        Optional(writer, "licence", entry.Licence);
        Optional(writer, "attribution", entry.Attribution);
        writer.WriteBoolean("mayBeKept"u8, entry.KeepPermission.Allows);
        writer.WriteString("permission"u8, language == "nl" ? entry.KeepPermission.ReasonNl : entry.KeepPermission.ReasonEn);
        if (entry.CopyFrom is { } time)
            writer.WriteString("copyFrom"u8, time);
        if (entry.KeptSource is not null)
        {
            writer.WriteNumber("terms"u8, entry.KeptTerms);
            writer.WriteNumber("labels"u8, entry.KeptLabels);
        }

        if (live is { LastChecked: { } asked })
        {
            writer.WriteBoolean("available"u8, live.IsAvailable);
            writer.WriteString("lastChecked"u8, asked);
        }

        Optional(writer, "mirrorOf", entry.MirrorOf);
        Optional(writer, "mainEntityOfPage", entry.MainPage);
        writer.WriteEndObject();
    }

    /// <summary>Writes what was found by kind and type.</summary>
    public static void Facets(Utf8JsonWriter writer, TermFacets facets)
    {
        writer.WriteStartObject("facets"u8);
        writer.WriteStartArray("kind"u8);
        foreach (var (kind, count) in facets.Kinds)
            Count(writer, TermGenreNames.NamesOf(kind).First(), count);
        writer.WriteEndArray();
        writer.WriteStartArray("type"u8);
        foreach (var (type, count) in facets.Types)
            Count(writer, type, count);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Count(Utf8JsonWriter writer, string value, long count)
    {
        writer.WriteStartObject();
        writer.WriteString("value"u8, value);
        writer.WriteNumber("count"u8, count);
        writer.WriteEndObject();
    }

    private static void Facts(Utf8JsonWriter writer, Term term)
    {
        if (term.Birth is { } birth)
            writer.WriteNumber("birth"u8, birth);
        if (term.Death is { } death)
            writer.WriteNumber("death"u8, death);
        if (term is { Latitude: { } latitude, Longitude: { } longitude })
        {
            writer.WriteNumber("latitude"u8, latitude);
            writer.WriteNumber("longitude"u8, longitude);
        }

        if (term.IsDeprecated)
            writer.WriteBoolean("deprecated"u8, true);
    }

    // A language map of JSON-LD 1.1 (§9.8): each language has a list, and @none is for texts without one.
    private static void Texts(Utf8JsonWriter writer, ReadOnlySpan<byte> key, IEnumerable<(string Language, string Text)> texts)
    {
        var isOpen = false;
        foreach (var group in texts.GroupBy(text => text.Language.Length == 0 ? "@none" : text.Language, StringComparer.Ordinal))
        {
            if (!isOpen)
                writer.WriteStartObject(key);
            isOpen = true;
            writer.WriteStartArray(group.Key);
            foreach (var (_, text) in group)
                writer.WriteStringValue(text);
            writer.WriteEndArray();
        }

        if (isOpen)
            writer.WriteEndObject();
    }

    private static void References(Utf8JsonWriter writer, ReadOnlySpan<byte> key, IReadOnlyList<TermReference> references)
    {
        if (references.Count == 0)
            return;
        writer.WriteStartArray(key);
        foreach (var reference in references)
        {
            writer.WriteStartObject();
            writer.WriteString("uri"u8, reference.Iri);
            if (reference.Label is { Length: > 0 } label)
                writer.WriteString("label"u8, label);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void Names(Utf8JsonWriter writer, ReadOnlySpan<byte> key, IReadOnlyDictionary<string, string> names) =>
        Texts(writer, key, names.OrderBy(name => name.Key, StringComparer.Ordinal).Select(name => (name.Key, name.Value)));

    private static void Strings(Utf8JsonWriter writer, ReadOnlySpan<byte> key, IReadOnlyList<string> values)
    {
        if (values.Count == 0)
            return;
        writer.WriteStartArray(key);
        foreach (var value in values)
            writer.WriteStringValue(value);
        writer.WriteEndArray();
    }

    private static void Optional(Utf8JsonWriter writer, string key, string? value)
    {
        if (value is not null)
            writer.WriteString(key, value);
    }
}

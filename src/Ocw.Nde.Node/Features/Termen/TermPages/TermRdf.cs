using System.Globalization;
using Ocw.Nde.Node.Pipeline;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Namespaces;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Termen.Catalog;
using Ocw.Nde.Termen.Indexing;
using Ocw.Nde.Termen.Lookup;

namespace Ocw.Nde.Node.Features.Termen.TermPages;

/// <summary>A term as SKOS, wherever it comes from.</summary>
internal static class TermRdf
{
    private const string Skos = "http://www.w3.org/2004/02/skos/core#";
    private const string Dcterms = "http://purl.org/dc/terms/";
    private const string Geo = "http://www.w3.org/2003/01/geo/wgs84_pos#";
    private static readonly System.Buffers.SearchValues<char> s_notInIris = System.Buffers.SearchValues.Create(" <>\"{}|\\^`\t\r\n");

    /// <summary>Writes it.</summary>
    public static byte[] Write(Term term, CatalogEntry? source, RdfFormat format)
    {
        using var buffer = new MemoryStream();
        var writer = RdfFormats.CreateWriter(format, buffer);
        writer.Prefix("skos"u8, "http://www.w3.org/2004/02/skos/core#"u8);
        writer.Prefix("dcterms"u8, "http://purl.org/dc/terms/"u8);
        new TripleSpans(writer).Write(Triples(term, source));
        writer.Complete();
        return buffer.ToArray();
    }

    /// <summary>Whether a text can be an IRI in RDF.</summary>
    public static bool IsIri(string text) => text.Length is > 2 and < 4096 && text.Contains(':', StringComparison.Ordinal) && !text.AsSpan().ContainsAny(s_notInIris);

    private static IEnumerable<Triple> Triples(Term term, CatalogEntry? source)
    {
        var subject = new Iri(term.Iri);
        yield return new(subject, new Iri(RdfNs.Namespace + "type"), new Iri(Skos + "Concept"));
        foreach (var label in term.Labels)
            yield return new(subject, new Iri(Skos + NameOf(label.Kind)), Text(label.Text, label.Language));
        foreach (var note in term.Notes)
            yield return new(subject, new Iri(Skos + NameOf(note.Kind)), Text(note.Text, note.Language));
        foreach (var notation in term.Notations)
            yield return new(subject, new Iri(Skos + "notation"), new Literal(notation));
        foreach (var scheme in term.Schemes.Where(IsIri))
            yield return new(subject, new Iri(Skos + "inScheme"), new Iri(scheme));
        foreach (var triple in Relations(term, subject))
            yield return triple;
        foreach (var triple in Facts(term, subject))
            yield return triple;
        if (source is { Iri: var dataset } && IsIri(dataset))
        {
            yield return new(subject, new Iri("http://rdfs.org/ns/void#inDataset"), new Iri(dataset));
            if (source.Licence is { } licence && IsIri(licence))
                yield return new(new Iri(dataset), new Iri(Dcterms + "license"), new Iri(licence));
        }
    }

    private static IEnumerable<Triple> Relations(Term term, Iri subject)
    {
        foreach (var (predicate, references) in ((string, IReadOnlyList<TermReference>)[])[
            (Skos + "broader", term.Broader), (Skos + "narrower", term.Narrower), (Skos + "related", term.Related), (Dcterms + "isReplacedBy", term.ReplacedBy)])
        {
            foreach (var reference in references.Where(r => IsIri(r.Iri)))
            {
                var other = new Iri(reference.Iri);
                yield return new(subject, new Iri(predicate), other);
                foreach (var label in reference.Labels)
                    yield return new(other, new Iri(Skos + "prefLabel"), Text(label.Text, label.Language));
            }
        }

        foreach (var match in term.Matches.Where(m => IsIri(m.Iri)))
            yield return new(subject, new Iri(Skos + char.ToLowerInvariant(match.Kind.ToString()[0]) + match.Kind.ToString()[1..]), new Iri(match.Iri));
        foreach (var page in term.SeeAlso.Where(IsIri))
            yield return new(subject, new Iri("http://www.w3.org/2000/01/rdf-schema#seeAlso"), new Iri(page));
    }

    private static IEnumerable<Triple> Facts(Term term, Iri subject)
    {
        if (term is { Latitude: { } latitude, Longitude: { } longitude })
        {
            yield return new(subject, new Iri(Geo + "lat"), Number(latitude));
            yield return new(subject, new Iri(Geo + "long"), Number(longitude));
        }

        if (term.IsDeprecated)
            yield return new(subject, new Iri("http://www.w3.org/2002/07/owl#deprecated"), new Literal("true", new Iri(XsdNs.Namespace + "boolean")));
    }

    private static string NameOf(TermLabelKind kind) => kind switch { TermLabelKind.Preferred => "prefLabel", TermLabelKind.Alternative => "altLabel", _ => "hiddenLabel" };

    private static string NameOf(TermNoteKind kind) => kind switch { TermNoteKind.Definition => "definition", TermNoteKind.ScopeNote => "scopeNote", _ => "note" };

    private static Literal Number(double value) => new(value.ToString("0.0########", CultureInfo.InvariantCulture), new Iri(XsdNs.Namespace + "decimal"));

    // A source may give what is no language tag (BCP 47); the text stands without it then.
    private static Literal Text(string text, string language) =>
        language.Length is > 1 and < 36 && char.IsAsciiLetter(language[0]) && language.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') && !language.EndsWith('-') && !language.Contains("--", StringComparison.Ordinal)
            ? new Literal(text, language)
            : new Literal(text);
}

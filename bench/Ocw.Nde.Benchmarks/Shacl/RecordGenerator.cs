using System.Text;
using Ocw.Nde.Rdf;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Benchmarks.Shacl;

/// <summary>Writes records of the shape that the mapping gives: an object, its image, and shared makers, places and terms; one in ten has a fault.</summary>
internal static class RecordGenerator
{
    private const string Schema = "https://schema.org/";
    private const string Data = "https://example.org/id/";

    internal static void Write(IQuadSink sink, int records)
    {
        WriteShared(sink);
        for (var i = 0; i < records; i++)
            WriteRecord(sink, i);
    }

    private static void WriteShared(IQuadSink sink)
    {
        for (var i = 0; i < 5_000; i++)
        {
            Iri(sink, $"maker/{i}", RdfType, Schema + "Person");
            Text(sink, $"maker/{i}", "name", $"Maker {i}", i % 50 == 0 ? null : "nl");
            Typed(sink, $"maker/{i}", "birthDate", $"{1500 + (i % 400)}", Schema + "Date");
        }

        for (var i = 0; i < 3_000; i++)
        {
            Iri(sink, $"term/{i}", RdfType, Schema + "DefinedTerm");
            Text(sink, $"term/{i}", "name", $"term {i}", "nl");
            Iri(sink, $"term/{i}", Schema + "sameAs", $"http://vocab.getty.edu/aat/{300000000 + i}");
        }

        for (var i = 0; i < 1_000; i++)
        {
            Iri(sink, $"place/{i}", RdfType, Schema + "Place");
            Text(sink, $"place/{i}", "name", $"Plaats {i}", "nl");
        }
    }

    private static void WriteRecord(IQuadSink sink, int i)
    {
        var (record, media) = ($"object/{i}", $"object/{i}/media/1");
        Iri(sink, record, RdfType, Schema + "CreativeWork");
        Text(sink, record, "name", $"Object nummer {i}", i % 20 == 0 ? null : "nl");
        if (i % 20 != 10)
            Typed(sink, record, "sdDatePublished", "2026-04-14", "http://www.w3.org/2001/XMLSchema#date");
        Iri(sink, record, Schema + "isPartOf", Data + "dataset/1");
        Iri(sink, record, Schema + "associatedMedia", Data + media);
        Iri(sink, record, Schema + "creator", $"{Data}maker/{i * 7 % 5_000}");
        Text(sink, record, "identifier", $"NL-{i:D7}", null);
        Text(sink, record, "description", $"Een beschrijving van object {i}, met wat er over bekend is en hoe het in de collectie kwam.", "nl");
        Text(sink, record, "size", $"{i % 90} x {i % 70} cm", "nl");
        Text(sink, record, "temporalCoverage", $"{1600 + (i % 300)}/{1610 + (i % 300)}", null);
        Typed(sink, record, "dateCreated", $"{1600 + (i % 300)}", Schema + "Date");
        Iri(sink, record, Schema + "additionalType", $"{Data}term/{i % 300}");
        Iri(sink, record, Schema + "material", $"{Data}term/{300 + (i % 200)}");
        Iri(sink, record, Schema + "about", $"{Data}term/{500 + (i * 13 % 2_500)}");
        Iri(sink, record, Schema + "about", $"{Data}term/{500 + (i * 29 % 2_500)}");
        Iri(sink, record, Schema + "contentLocation", $"{Data}place/{i % 1_000}");
        Iri(sink, media, RdfType, Schema + "MediaObject");
        Iri(sink, media, Schema + "license", "https://creativecommons.org/publicdomain/zero/1.0/");
        Iri(sink, media, Schema + "contentUrl", $"https://images.example.org/{i}/full/max/0/default.jpg");
        Iri(sink, media, Schema + "thumbnailUrl", $"https://images.example.org/{i}/full/!400,400/0/default.jpg");
    }

    private const string RdfType = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";

    private static void Iri(IQuadSink sink, string subject, string predicate, string @object) =>
        Quad(sink, subject, predicate, TermSpan.Iri(Encoding.UTF8.GetBytes(@object)));

    private static void Text(IQuadSink sink, string subject, string property, string text, string? language) =>
        Quad(sink, subject, Schema + property, language is null ? TermSpan.Literal(Encoding.UTF8.GetBytes(text)) : TermSpan.LangString(Encoding.UTF8.GetBytes(text), Encoding.UTF8.GetBytes(language)));

    private static void Typed(IQuadSink sink, string subject, string property, string text, string datatype) =>
        Quad(sink, subject, Schema + property, TermSpan.Literal(Encoding.UTF8.GetBytes(text), Encoding.UTF8.GetBytes(datatype)));

    private static void Quad(IQuadSink sink, string subject, string predicate, in TermSpan @object) =>
        sink.Quad(TermSpan.Iri(Encoding.UTF8.GetBytes(Data + subject)), TermSpan.Iri(Encoding.UTF8.GetBytes(predicate)), @object, TermSpan.None);
}

using System.Globalization;
using Ocw.Nde.Sparql.Evaluation;

namespace Ocw.Nde.Sparql.Functions;

/// <summary>The functions on RDF terms (SPARQL 1.1 §17.4.2).</summary>
internal static class TermFunctions
{
    internal static Value IsIri(in Value term) => term.IsError ? Value.Error : Value.FromBoolean(term.Kind == ValueKind.Iri);

    internal static Value IsBlank(in Value term) => term.IsError ? Value.Error : Value.FromBoolean(term.Kind == ValueKind.BlankNode);

    internal static Value IsLiteral(in Value term) => term.IsError ? Value.Error : Value.FromBoolean(term.Kind.IsLiteral);

    internal static Value IsNumeric(in Value term) => term.IsError ? Value.Error : Value.FromBoolean(term.Kind.IsNumeric);

    internal static Value Str(QueryContext context, in Value term) => term.Kind switch
    {
        ValueKind.Error or ValueKind.BlankNode or ValueKind.TripleTerm => Value.Error,
        ValueKind.String => term,
        _ => Value.String(context.Terms.TextOf(term)),
    };

    internal static Value Lang(in Value term) =>
        !term.Kind.IsLiteral ? Value.Error : Value.String(term.Kind == ValueKind.LangString ? TaggedLanguage.LanguageOf(term) : "");

    internal static Value Datatype(QueryContext context, in Value term) =>
        term.Kind.IsLiteral ? Value.Iri(context.Terms.DatatypeOf(term)) : Value.Error;

    /// <summary>IRI(): resolves a simple literal against the base of the query; an error where that gives no absolute IRI.</summary>
    internal static Value Iri(QueryContext context, in Value term)
    {
        if (term.Kind == ValueKind.Iri)
            return term;
        if (term.Kind != ValueKind.String)
            return Value.Error;
        return context.ResolveIri(term.Text!) is { } iri ? Value.Iri(iri) : Value.Error;
    }

    /// <summary>BNODE(): a new blank node each time.</summary>
    internal static Value BNode(QueryContext context) => Value.BlankNode(context.Terms.NewBlankNode());

    /// <summary>BNODE(label): one blank node per label and solution.</summary>
    internal static Value BNode(QueryContext context, in Value label) =>
        label.Kind == ValueKind.String ? Value.BlankNode(context.SolutionBlankNode(label.Text!)) : Value.Error;

    internal static Value StrDt(QueryContext context, in Value lexicalForm, in Value datatype) =>
        lexicalForm.Kind == ValueKind.String && datatype.Kind == ValueKind.Iri
            ? context.Terms.MakeLiteral(lexicalForm.Text!, context.Terms.TextOf(datatype))
            : Value.Error;

    internal static Value StrLang(in Value lexicalForm, in Value language) =>
        lexicalForm.Kind == ValueKind.String && language is { Kind: ValueKind.String, Text.Length: > 0 }
            ? Value.LangString(lexicalForm.Text!, language.Text)
            : Value.Error;

    internal static Value Uuid(QueryContext context) => Value.Iri("urn:uuid:" + NewUuid(context));

    internal static Value StrUuid(QueryContext context) => Value.String(NewUuid(context));

    internal static Value SameTerm(QueryContext context, in Value left, in Value right) =>
        left.IsError || right.IsError ? Value.Error : Value.FromBoolean(context.Terms.IdOf(left) == context.Terms.IdOf(right));

    /// <summary>Basic filtering of language ranges (RFC 4647 §3.3.1); <c>*</c> matches any tag.</summary>
    internal static Value LangMatches(in Value tag, in Value range)
    {
        if (tag.Kind != ValueKind.String || range.Kind != ValueKind.String)
            return Value.Error;
        var (t, r) = (tag.Text!, range.Text!);
        if (r == "*")
            return Value.FromBoolean(t.Length > 0);
        return Value.FromBoolean(t.StartsWith(r, StringComparison.OrdinalIgnoreCase) && (t.Length == r.Length || (t[r.Length] == '-' && r.Length > 0)));
    }

    // Version 4 of RFC 9562 from the query's own randomness, so that a seed repeats a run.
    private static string NewUuid(QueryContext context)
    {
        Span<byte> bytes = stackalloc byte[16];
        context.Random.NextBytes(bytes);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true).ToString("D", CultureInfo.InvariantCulture);
    }
}

using Ocw.Nde.Sparql.Evaluation;

namespace Ocw.Nde.Sparql.Functions;

/// <summary>The functions that SPARQL 1.2 adds: on triple terms and base directions.</summary>
internal static class TripleFunctions
{
    /// <summary>TRIPLE: an error where subject or predicate cannot be those of a triple.</summary>
    internal static Value Triple(QueryContext context, in Value subject, in Value predicate, in Value @object)
    {
        if (subject.Kind is not (ValueKind.Iri or ValueKind.BlankNode) || predicate.Kind != ValueKind.Iri || @object.IsError)
            return Value.Error;
        var terms = context.Terms;
        var id = terms.TripleTerm(terms.IdOf(subject), terms.IdOf(predicate), terms.IdOf(@object));
        return id == 0 ? Value.Error : Value.TripleTerm(id);
    }

    internal static Value IsTriple(in Value term) => term.IsError ? Value.Error : Value.FromBoolean(term.Kind == ValueKind.TripleTerm);

    internal static Value Subject(QueryContext context, in Value term) =>
        TryRead(context, term, out var subject, out _, out _) ? context.Terms.ValueOf(subject) : Value.Error;

    internal static Value Predicate(QueryContext context, in Value term) =>
        TryRead(context, term, out _, out var predicate, out _) ? context.Terms.ValueOf(predicate) : Value.Error;

    internal static Value Object(QueryContext context, in Value term) =>
        TryRead(context, term, out _, out _, out var @object) ? context.Terms.ValueOf(@object) : Value.Error;

    /// <summary>LANGDIR: <c>ltr</c>, <c>rtl</c>, or the empty string for a literal without direction.</summary>
    internal static Value LangDir(in Value term) => term.Kind.IsLiteral ? Value.String(TaggedLanguage.DirectionOf(term)) : Value.Error;

    internal static Value HasLang(in Value term) => term.IsError ? Value.Error : Value.FromBoolean(term.Kind == ValueKind.LangString);

    internal static Value HasLangDir(in Value term) => term.IsError ? Value.Error : Value.FromBoolean(TaggedLanguage.DirectionOf(term).Length > 0);

    /// <summary>STRLANGDIR: a string with a language and a base direction.</summary>
    internal static Value StrLangDir(in Value text, in Value language, in Value direction) =>
        text.Kind == ValueKind.String && language is { Kind: ValueKind.String, Text.Length: > 0 } && direction is { Kind: ValueKind.String, Text: "ltr" or "rtl" }
            ? Value.LangString(text.Text!, $"{language.Text}--{direction.Text}")
            : Value.Error;

    /// <summary>The effective boolean value of SPARQL 1.2 §17.2.2: texts with a language and literals with an impossible lexical form have none.</summary>
    internal static Value Truth(in Value value) =>
        value.Kind is ValueKind.LangString or ValueKind.Other ? Value.Error : Truths.EffectiveBooleanValue(value).ToValue();

    private static bool TryRead(QueryContext context, in Value term, out ulong subject, out ulong predicate, out ulong @object)
    {
        subject = predicate = @object = 0;
        return term.Kind == ValueKind.TripleTerm && context.Terms.TryReadTriple(term.Id, out subject, out predicate, out @object);
    }
}

using System.Globalization;
using Ocw.Nde.Termen.GraphQl;
using Ocw.Nde.Termen.Network;
using Ocw.Nde.Termen.Search;

namespace Ocw.Nde.Node.Features.Termen.GraphQl;

/// <summary>The answers to questions: NDE's unions in which an error is data, and this node's merged list.</summary>
internal sealed class ResultTypes
{
    private static readonly GraphQlType Text = GraphQlScalars.String;

    private static readonly EnumType s_origin = new(
        "AnswerOrigin", "Where an answer comes from. Not in NDE's Network of Terms.",
        new EnumValue("KEPT", AnswerOrigin.Kept, "From the copy that this node keeps."),
        new EnumValue("LIVE", AnswerOrigin.Live, "From the source itself, now."),
        new EnumValue("LAST_GOOD", AnswerOrigin.LastGood, "From the last good answer of the source to the same question."));

    private readonly InterfaceType _error = new("Error");
    private readonly SourceTypes _sources;
    private readonly TermTypes _terms;

    public ResultTypes(SourceTypes sources, TermTypes terms)
    {
        (_sources, _terms) = (sources, terms);
        _error.Add(new FieldDefinition("message", Text.NonNull()));
        var timeout = Error<TimeoutView>("TimeoutError", "The term source failed to respond within the timeout period.");
        var server = Error<ServerErrorView>("ServerError", "The term source responded with an error.");
        var sourceMissing = Error<SourceNotFoundView>("SourceNotFoundError", "No source could be found that can provide the term.");
        var termMissing = Error<NotFoundView>("NotFoundError", "The term could not be found.");
        var list = new ObjectType<TermsList>("Terms").Field("terms", terms.Term.List(), t => t.Terms);
        var translated = new ObjectType<TranslatedTermsList>("TranslatedTerms").Field("terms", terms.TranslatedTerm.List(), t => t.Terms);
        TermsQueryResult = OfTerms(new UnionType("TermsResult", null, list, translated, timeout, server));
        LookupQueryResult = OfLookup(
            new UnionType("SourceResult", null, sources.Source, sourceMissing), new UnionType("LookupResult", null, terms.Term, terms.TranslatedTerm, termMissing, timeout, server));
        Merged = OfMerged();
    }

    public ObjectType TermsQueryResult { get; }

    public ObjectType LookupQueryResult { get; }

    public ObjectType Merged { get; }

    private ObjectType<T> Error<T>(string name, string description)
        where T : FaultView => new ObjectType<T>(name, description).Implements(_error).Field("message", Text.NonNull(), fault => fault.Message);

    private ObjectType<TermsAnswerView> OfTerms(UnionType result) => new ObjectType<TermsAnswerView>("TermsQueryResult")
        .Field("source", _sources.Source.NonNull(), a => a.Source, "The term source that provides the terms.")
        .Field("terms", _terms.Term.List().NonNull(), a => a.PlainTerms, deprecation: "Use 'result' instead")
        .Field("result", result.NonNull(), a => a.Result)
        .Field("responseTimeMs", GraphQlScalars.Int.NonNull(), a => Milliseconds(a.Answer.Took), "Response time in milliseconds.")
        .Field("total", GraphQlScalars.Int, a => Count(a.Answer.Total), "How many terms the source has for the query, where that is known. Not in NDE's Network of Terms.")
        .Field("origin", s_origin.NonNull(), a => a.Answer.Origin, "Where the answer comes from. Not in NDE's Network of Terms.")
        .Field("copyFrom", Text, a => Time(a.Answer.CopyFrom), "When the copy was taken, or the older answer was given; null for a live answer. Not in NDE's Network of Terms.")
        .Field("warning", Text, a => a.Answer.Fault?.Message(a.Language), "What went wrong: with terms it says why they are not fresh. Not in NDE's Network of Terms.")
        .Field(
            "remarks", Text.NonNull().List().NonNull(), a => a.Answer.Remarks.Select(remark => a.Language == "nl" ? remark.Nl : remark.En),
            "What was strange in the answer of the source, and was left out or mended. Not in NDE's Network of Terms.");

    private static ObjectType<LookupAnswerView> OfLookup(UnionType source, UnionType result) => new ObjectType<LookupAnswerView>("LookupQueryResult")
        .Field("uri", GraphQlScalars.Id.NonNull(), a => a.Answer.Iri, "The term’s URI.")
        .Field("source", source.NonNull(), a => a.Source, "The term source that provides the term or an error if no source could be found.")
        .Field("result", result.NonNull(), a => a.Result, "The term if the lookup succeeded; an error otherwise.")
        .Field("responseTimeMs", GraphQlScalars.Int.NonNull(), a => Milliseconds(a.Answer.Took), "Response time in milliseconds.")
        .Field("origin", s_origin.NonNull(), a => a.Answer.Origin, "Where the answer comes from. Not in NDE's Network of Terms.")
        .Field("copyFrom", Text, a => Time(a.Answer.CopyFrom), "When the copy was taken, or the older answer was given; null for a live answer. Not in NDE's Network of Terms.")
        .Field("warning", Text, a => a.Answer.Fault?.Message(a.Language), "What went wrong: with a term it says why it is not fresh. Not in NDE's Network of Terms.");

    private ObjectType<MergedView> OfMerged()
    {
        var same = new ObjectType<AlsoInView>("SameTerm", "The same thing in another source. Not in NDE's Network of Terms.")
            .Field("uri", GraphQlScalars.Id.NonNull(), s => s.Iri)
            .Field("source", _sources.Source, s => s.Source);
        var hit = new ObjectType<MergedHitView>("MergedHit", "A term in a merged list. Not in NDE's Network of Terms.")
            .Field("uri", GraphQlScalars.Id.NonNull(), h => h.Hit.Hit.Iri)
            .Field("label", Text.NonNull(), h => h.Hit.Hit.Label, "The label to show, in the first of the languages that has one.")
            .Field("language", Text, h => h.Hit.Hit.Language is { Length: > 0 } tag ? tag : null, "The language of that label; null if it has none.")
            .Field("matchedLabel", Text.NonNull(), h => h.Hit.Hit.MatchedLabel, "The label or notation that was found.")
            .Field("hint", Text, h => h.Hit.Hit.Hint is { Length: > 0 } hint ? hint : null, "What tells it from others of its name: years, or the nearest broader term.")
            .Field("score", GraphQlScalars.Float.NonNull(), h => h.Hit.Hit.Score, "How well it fits, 0 to 1.")
            .Field("reason", Text.NonNull(), h => h.Hit.Hit.Reason, "Why it was found, as a stable code.")
            .Field("isDeprecated", GraphQlScalars.Boolean.NonNull(), h => h.Hit.Hit.IsDeprecated)
            .Field("source", _sources.Source, h => h.Source)
            .Field("term", _terms.Term.NonNull(), h => h.Plain)
            .Field("translatedTerm", _terms.TranslatedTerm.NonNull(), h => h.Translated, "The term in the languages of the question.")
            .Field("alsoIn", same.NonNull().List().NonNull(), h => h.AlsoIn, "The same thing in other sources, by their exact matches.");
        var state = new ObjectType<SourceStateView>("SourceState", "How a source answered. Not in NDE's Network of Terms.")
            .Field("source", _sources.Source.NonNull(), s => s.Source)
            .Field("total", GraphQlScalars.Int, s => Count(s.Answer.Total))
            .Field("origin", s_origin.NonNull(), s => s.Answer.Origin)
            .Field("copyFrom", Text, s => Time(s.Answer.CopyFrom))
            .Field("warning", Text, s => s.Answer.Fault?.Message(s.Language), "What went wrong; null when the source answered.")
            .Field("responseTimeMs", GraphQlScalars.Int.NonNull(), s => Milliseconds(s.Answer.Took));
        var kind = new ObjectType<KindCount>("KindCount", "How many of the terms that were found stand for something of a kind. Not in NDE's Network of Terms.")
            .Field("kind", TermKinds.Type.NonNull(), k => k.Kind)
            .Field("count", GraphQlScalars.Int.NonNull(), k => Count(k.Count));
        var type = new ObjectType<TypeCount>("TypeCount", "How many of the terms that were found have a type, or are in a scheme. Not in NDE's Network of Terms.")
            .Field("uri", GraphQlScalars.Id.NonNull(), t => t.Type)
            .Field("count", GraphQlScalars.Int.NonNull(), t => Count(t.Count));
        return new ObjectType<MergedView>("MergedTerms", "One list over all sources that were asked, each thing once. Not in NDE's Network of Terms.")
            .Field("total", GraphQlScalars.Int.NonNull(), m => Count(m.Result.Total), "How many terms there are, before the same things of several sources were joined.")
            .Field("offset", GraphQlScalars.Int.NonNull(), m => m.Offset)
            .Field("kinds", kind.NonNull().List().NonNull(), m => (m.Result.Facets ?? TermFacets.None).Kinds.Cast<object>(), "What all terms that were found stand for, most first: values for the argument kinds.")
            .Field("types", type.NonNull().List().NonNull(), m => (m.Result.Facets ?? TermFacets.None).Types.Cast<object>(), "Their types and schemes, the 50 most frequent first: values for the argument types.")
            .Field("hits", hit.NonNull().List().NonNull(), m => m.Hits)
            .Field("sources", state.NonNull().List().NonNull(), m => m.Sources, "How each source answered: which are missing, and how old copies are.");
    }

    private static int Milliseconds(TimeSpan time) => (int)Math.Min(int.MaxValue, Math.Round(time.TotalMilliseconds));

    private static object? Count(long? count) => count is { } number ? (int)Math.Min(int.MaxValue, number) : null;

    private static string? Time(DateTimeOffset? time) => time?.ToString("O", CultureInfo.InvariantCulture);
}

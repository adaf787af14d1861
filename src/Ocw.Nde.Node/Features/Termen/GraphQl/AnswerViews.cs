using Ocw.Nde.Termen.Catalog;
using Ocw.Nde.Termen.Network;

namespace Ocw.Nde.Node.Features.Termen.GraphQl;

/// <summary>GraphQL's <c>TermsQueryResult</c>: what one source answered.</summary>
internal sealed class TermsAnswerView(SourceAnswer answer, IReadOnlyList<string>? languages, string sourceLanguage)
{
    public SourceAnswer Answer { get; } = answer;

    public SourceView Source { get; } = new(answer.Source!, sourceLanguage);

    public string Language { get; } = sourceLanguage;

    /// <summary>An error only where nothing was found because of it: an older answer is an answer.</summary>
    public object Result => Answer.Fault is { } fault && Answer.Hits.Count == 0 && Answer.Origin != AnswerOrigin.LastGood
        ? FaultView.Of(fault)
        : languages is null ? new TermsList(Views(null)) : new TranslatedTermsList(Views(languages));

    public IReadOnlyList<TermView> PlainTerms => Views(null);

    private IReadOnlyList<TermView> Views(IReadOnlyList<string>? wanted) => [.. Answer.Hits.Select(hit => TermView.Of(hit.Term, hit.Hit, wanted))];
}

/// <summary>GraphQL's <c>Terms</c>.</summary>
internal sealed record TermsList(IReadOnlyList<TermView> Terms);

/// <summary>GraphQL's <c>TranslatedTerms</c>.</summary>
internal sealed record TranslatedTermsList(IReadOnlyList<TermView> Terms);

/// <summary>GraphQL's <c>LookupQueryResult</c>.</summary>
internal sealed class LookupAnswerView(LookupAnswer answer, IReadOnlyList<string>? languages, string sourceLanguage)
{
    public LookupAnswer Answer { get; } = answer;

    public string Language { get; } = sourceLanguage;

    public object Source => Answer.Source is { } source
        ? new SourceView(source, Language)
        : new SourceNotFoundView($"No source found that can provide term with URI {Answer.Iri}");

    public object Result => Answer.Term is { } term
        ? TermView.Of(term, null, languages)
        : Answer.Fault is null or { Kind: SourceFaultKind.NotFound or SourceFaultKind.UnknownSource or SourceFaultKind.BadIri }
            ? new NotFoundView($"No term found with URI {Answer.Iri}")
            : FaultView.Of(Answer.Fault);
}

/// <summary>An error that is data: what <c>Error</c> stands for.</summary>
internal abstract record FaultView(string Message)
{
    public static FaultView Of(SourceFault fault) => fault.Kind == SourceFaultKind.Timeout ? new TimeoutView(fault.MessageEn) : new ServerErrorView(fault.MessageEn);
}

internal sealed record TimeoutView(string Message) : FaultView(Message);

internal sealed record ServerErrorView(string Message) : FaultView(Message);

internal sealed record NotFoundView(string Message) : FaultView(Message);

internal sealed record SourceNotFoundView(string Message) : FaultView(Message);

/// <summary>GraphQL's <c>MergedTerms</c>: one list over all sources that were asked.</summary>
internal sealed class MergedView(NetworkResult result, int offset, IReadOnlyList<string>? languages, string language, Func<string, CatalogEntry?> sources)
{
    public NetworkResult Result { get; } = result;

    public int Offset { get; } = offset;

    public IEnumerable<MergedHitView> Hits => Result.Hits.Select(hit => new MergedHitView(hit, languages, language, sources));

    public IEnumerable<SourceStateView> Sources => Result.Answers.Where(a => a.Source is not null).Select(a => new SourceStateView(a, language));
}

/// <summary>GraphQL's <c>MergedHit</c>.</summary>
internal sealed class MergedHitView(NetworkHit hit, IReadOnlyList<string>? languages, string language, Func<string, CatalogEntry?> sources)
{
    public NetworkHit Hit { get; } = hit;

    public TermView Plain { get; } = TermView.Of(hit.Term, hit.Hit, null);

    public TermView Translated { get; } = TermView.Of(hit.Term, hit.Hit, languages ?? [language]);

    public SourceView? Source => sources(Hit.Hit.SourceId) is { } entry ? new SourceView(entry, language) : null;

    public IEnumerable<AlsoInView> AlsoIn => Hit.AlsoIn.Select(other => new AlsoInView(other.Iri, sources(other.SourceId) is { } entry ? new SourceView(entry, language) : null));
}

/// <summary>GraphQL's <c>SameTerm</c>: the same thing in another source.</summary>
internal sealed record AlsoInView(string Iri, SourceView? Source);

/// <summary>GraphQL's <c>SourceState</c>: how a source answered.</summary>
internal sealed record SourceStateView(SourceAnswer Answer, string Language)
{
    public SourceView Source => new(Answer.Source!, Language);
}

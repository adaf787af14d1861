namespace Ocw.Nde.Harvest;

/// <summary>The pages that are still to be looked at, each once whatever leads to it; so a circle of pages ends.</summary>
/// <param name="state">What earlier runs know.</param>
/// <param name="closedBefore">Pages that end before this moment cannot have anything new; <see langword="null"/> when that is not known.</param>
internal sealed class LdesFrontier(LdesState state, DateTimeOffset? closedBefore)
{
    private readonly HashSet<string> _met = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeOffset?> _until = new(StringComparer.Ordinal);
    private readonly Queue<string> _waiting = new();

    /// <summary>How many pages are not asked for because nothing on them can be new.</summary>
    public int Spared { get; private set; }

    /// <summary>How many pages were met.</summary>
    public int Met => _met.Count;

    /// <summary>The moment that the members of a page are before, as far as relations tell.</summary>
    public DateTimeOffset? UntilOf(string page) => LdesPageView.Earlier(_until.GetValueOrDefault(page), state.Pages.TryGetValue(page, out var known) ? known.Ldes?.Until : null);

    /// <summary>Whether pages are still to be looked at.</summary>
    public bool HasNext => _waiting.Count > 0;

    /// <summary>Adds a page. A page that cannot have anything new is only remembered.</summary>
    public void Add(string page, DateTimeOffset? until)
    {
        if (!_met.Add(page))
            return;
        _until[page] = until;
        var isKnown = state.Pages.TryGetValue(page, out var known);
        if (isKnown && state.Stream.IsEventStream && (known!.Ldes!.IsImmutable || (closedBefore is { } closed && UntilOf(page) <= closed)))
            Spared++;
        else
            _waiting.Enqueue(page);
    }

    /// <summary>Says that a page was met under another name.</summary>
    public void Meet(string page) => _met.Add(page);

    /// <summary>The next page to look at.</summary>
    public bool TryNext([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? page) => _waiting.TryDequeue(out page);
}

using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Ocw.Nde.Node.Features.Shared;
using Ocw.Nde.Node.Operations;
using Ocw.Nde.Termen.Review;

namespace Ocw.Nde.Node.Features.Termen.Review;

/// <summary>Makes the review pages.</summary>
internal sealed class ReviewPages(NodeHost host, Pages pages, ReviewDesk desk)
{
    /// <summary>The most literals that are accepted at once.</summary>
    public const int MostAtOnce = 10_000;

    private const int PageSize = 50;
    private const int MostRecords = 5;
    private const int SampleSize = 20;

    /// <summary>One literal: the one that is asked for, or the next.</summary>
    public async Task<IResult> Item(HttpContext context, ReviewSession session, string? fault = null, long? asked = null)
    {
        var view = View(context, session) with { Fault = fault };
        var item = Find(session, asked ?? Number(context.Request.Query["item"])) ?? host.Review.Next(view.Filter, Find(session, Number(context.Request.Query["after"]))) ?? host.Review.Next(view.Filter, null);
        if (item is null)
            return Pages.Render<ItemPage>(context.Response, StatusCodes.Status200OK, ("View", view));
        var terms = new TermViews(host, view.Page.Language);
        var query = ((string?)context.Request.Query["zoek"] ?? "").Trim();
        var (found, missing) = query.Length > 0 ? await terms.SearchAsync(query, context.RequestAborted) : ([], []);
        var candidates = terms.Of(item);
        return Pages.Render<ItemPage>(
            context.Response, fault is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity,
            ("View", view),
            ("Item", item),
            ("Candidates", (IReadOnlyList<CandidateView>)[.. found, .. candidates.Where(c => found.All(f => f.Iri != c.Iri))]),
            ("Records", new ContextRecords(host, view.Page.Language).Of(item, MostRecords)),
            ("Earlier", Earlier(view, item, terms)),
            ("Query", query),
            ("Missing", missing));
    }

    /// <summary>The queue as a list.</summary>
    public IResult List(HttpContext context, ReviewSession session)
    {
        var view = View(context, session);
        var offset = Offset(context);
        return Pages.Render<ListPage>(
            context.Response, StatusCodes.Status200OK,
            ("View", view), ("Items", host.Review.Find(view.Filter, [QueueTurn.Open, QueueTurn.Skipped], offset, PageSize)), ("Offset", offset), ("Limit", PageSize));
    }

    /// <summary>What would be accepted at once.</summary>
    public IResult Series(HttpContext context, ReviewSession session, double threshold, double gap, string? fault = null)
    {
        var view = View(context, session) with { Fault = fault };
        var items = desk.Sure(view.Filter, threshold, gap).Take(MostAtOnce).ToList();
        var terms = new TermViews(host, view.Page.Language);

        // From all over the list, not its surest beginning.
        var step = Math.Max(1, items.Count / SampleSize);
        var sample = items.Where((_, i) => i % step == 0).Take(SampleSize).Select(i => host.Review.Find(i.Id)).OfType<QueueItem>().Where(i => i.Candidates.Count > 0).Select(i => (i, terms.Of(i.Candidates[0].Term) is var t && t.Label == t.Iri ? t with { Label = i.Candidates[0].Label } : t)).ToList();
        return Pages.Render<SeriesPage>(
            context.Response, fault is null ? StatusCodes.Status200OK : StatusCodes.Status409Conflict,
            ("View", view), ("Threshold", threshold), ("Gap", gap), ("Count", items.Count), ("Sample", (IReadOnlyList<(QueueItem, CandidateView)>)sample), ("Mark", MarkOf(items)));
    }

    /// <summary>What was decided.</summary>
    public IResult History(HttpContext context, ReviewSession session)
    {
        var view = View(context, session);
        var offset = Offset(context);
        var ledger = host.Review.Log.Current;
        var institutions = session.Institution is { } own ? [own] : host.Sources.Select(s => s.Institution.Id).Distinct(StringComparer.Ordinal);
        var all = institutions.SelectMany(ledger.HistoryOf).OrderByDescending(e => e.Event.At).ToList();
        return Pages.Render<HistoryPage>(
            context.Response, StatusCodes.Status200OK,
            ("View", view),
            ("Events", (IReadOnlyList<(ReviewEvent, bool)>)[.. all.Skip(offset).Take(PageSize)]),
            ("People", (IReadOnlyList<(string, int)>)[.. all.Where(e => !e.IsUndone && e.Event.Verdict != ReviewVerdict.Reopen).GroupBy(e => e.Event.By, StringComparer.Ordinal).Select(g => (g.Key, g.Count())).OrderByDescending(p => p.Item2)]),
            ("Offset", offset),
            ("Limit", PageSize));
    }

    /// <summary>The spreadsheet, out and in.</summary>
    public IResult Table(HttpContext context, ReviewSession session, ImportReport? report = null, string? fault = null) =>
        Pages.Render<TablePage>(context.Response, fault is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity, ("View", View(context, session) with { Fault = fault }), ("Report", report));

    /// <summary>An item, if it is of whoever is logged in.</summary>
    public QueueItem? Find(ReviewSession session, long? id) =>
        id is { } number && host.Review.Find(number) is { } item && (session.Institution is null || session.Institution == item.Institution) ? item : null;

    /// <summary>What a list of items is known by: another list has another mark.</summary>
    public static string MarkOf(IEnumerable<QueueItem> items)
    {
        var text = string.Join('\n', items.Select(i => $"{i.Id.ToString(CultureInfo.InvariantCulture)} {i.Best}"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 8));
    }

    /// <summary>A whole number of a request, or <see langword="null"/>.</summary>
    public static long? Number(string? text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private ReviewView View(HttpContext context, ReviewSession session)
    {
        var form = context.Request.HasFormContentType ? context.Request.Form : null;
        var filter = ReviewAddress.Filter(name => (string?)form?[name] ?? (string?)context.Request.Query[name], session);
        var page = pages.Context(context.Request);
        if (form is not null)
            page = page with { LanguageTag = form["lang"] == "en" ? "en" : "nl" };
        var message = session.Message;
        session.Message = null;
        return new ReviewView(page, session, filter, host.Review.Progress(filter))
        {
            Message = message,
            Datasets = host.Review.ValuesOf("dataset", session.Institution),
            Fields = host.Review.ValuesOf("field", session.Institution),
            Sources = host.Review.ValuesOf("source", session.Institution),
        };
    }

    private string? Earlier(ReviewView view, QueueItem item, TermViews terms)
    {
        var state = host.Review.Log.Current.StateOf(item.Subject, dataset: null, item.Language);
        if (state.Last is not { } last)
            return null;
        var names = state.Terms.Count == 0 ? "" : ": " + string.Join(", ", state.Terms.Select(t => terms.Of(t).Label));
        return view.Page.T("Eerder besloten", "Decided before") + ": " + ReviewWords.Of(last, view.Page.LanguageTag) + names + $" ({last.By}, {last.At.UtcDateTime:yyyy-MM-dd})";
    }

    private static int Offset(HttpContext context) => (int)Math.Min(Number(context.Request.Query["offset"]) ?? 0, ReviewQueue.MaxOffset);
}

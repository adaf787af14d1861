using System.Globalization;
using Ocw.Nde.Node.Operations;
using Ocw.Nde.Node.Operations.Review;
using Ocw.Nde.Termen.Alignment;
using Ocw.Nde.Termen.Review;

namespace Ocw.Nde.Node.Features.Termen.Review;

/// <summary>What the forms of the review pages do.</summary>
internal sealed class ReviewActs(NodeHost host, ReviewDesk desk, DecisionService service, ReviewPages pages)
{
    /// <summary>The largest spreadsheet that is taken, in bytes.</summary>
    public const long MostTableBytes = 64L << 20;

    /// <summary>Keeps an answer and goes on to the next literal.</summary>
    public async Task<IResult> Decide(HttpContext context, ReviewSession session, IFormCollection form)
    {
        var english = form["lang"] == "en";
        if (pages.Find(session, ReviewPages.Number(form["item"])) is not { } item)
            return await pages.Item(context, session, english ? "These words are not in the queue any more." : "Deze woorden staan niet meer in de rij.");
        if (AnswerOf(form, item) is not { } answer)
            return await pages.Item(context, session, english ? "Choose what is to be done with these words." : "Kies wat er met deze woorden moet gebeuren.", item.Id);
        if (await desk.CheckAsync(item, answer, context.RequestAborted) is { } fault)
            return await pages.Item(context, session, fault.In(english ? "en" : "nl"), item.Id);
        var one = desk.EventOf(session.Person, WithShown(item), answer);
        Keep(session, item.Institution, one.Id, [one]);
        session.Message = $"«{item.Literal}»: {ReviewWords.Of(one, english ? "en" : "nl")}{(answer.Verdict == ReviewVerdict.Accept ? " " + new TermViews(host, english ? Localization.Language.English : Localization.Language.Dutch).Of(answer.Terms[0]).Label : "")}.";
        return ReviewDoor.See(Next(form, session, item));
    }

    /// <summary>Takes back the last act of the session, or the event that the form names.</summary>
    public IResult Undo(ReviewSession session, IFormCollection form)
    {
        var english = form["lang"] == "en";
        var filter = ReviewAddress.Filter(name => form[name], session);
        var named = (string?)form["event"];
        var institution = named is null ? null : session.Institution ?? (string?)form["institution"];
        if (named is null && session.Undoable.TryPop(out var last))
            (institution, named) = last;
        if (named is null || institution is null || host.Review.Log.Current.SubjectsOf(institution, named) is not { Count: > 0 } subjects)
        {
            session.Message = english ? "There is nothing to undo." : "Er is niets ongedaan te maken.";
            return ReviewDoor.See(ReviewAddress.Of("", filter, english ? "en" : "nl"));
        }

        host.Review.Decide([desk.UndoOf(session.Person, institution, named)]);
        service.Wake();
        session.Message = subjects.Count == 1
            ? english ? $"The decision about «{subjects.First().Words}» is undone." : $"Het besluit over «{subjects.First().Words}» is ongedaan gemaakt."
            : english ? $"{subjects.Count} decisions are undone." : $"{subjects.Count} besluiten zijn ongedaan gemaakt.";
        return ReviewDoor.See(form.ContainsKey("event")
            ? ReviewAddress.Of("/besluiten", filter, english ? "en" : "nl")
            : ReviewAddress.Of("", filter, english ? "en" : "nl", ("item", subjects.Count == 1 ? IdOf(subjects.First()) : null)));
    }

    /// <summary>Accepts what was shown, and nothing else.</summary>
    public IResult Series(HttpContext context, ReviewSession session, IFormCollection form)
    {
        var english = form["lang"] == "en";
        var filter = ReviewAddress.Filter(name => form[name], session);
        var (threshold, gap) = (Score(form["threshold"], 1), Score(form["gap"], 0));
        var items = desk.Sure(filter, threshold, gap).Take(ReviewPages.MostAtOnce).ToList();
        if (items.Count == 0 || ReviewPages.MarkOf(items) != (string?)form["mark"])
            return pages.Series(context, session, threshold, gap, english ? "The queue has changed meanwhile. Look again before you accept." : "De rij is intussen veranderd. Kijk opnieuw voordat u aanvaardt.");
        var batch = desk.NewBatch();
        var events = items.Select(item => host.Review.Find(item.Id)).OfType<QueueItem>().Where(item => item.Candidates.Count > 0).Select(item => desk.EventOf(session.Person, item, ReviewDesk.Best(item), batch)).ToList();
        host.Review.Decide(events);
        foreach (var institution in items.Select(i => i.Institution).Distinct(StringComparer.Ordinal))
            session.Undoable.Push((institution, batch));
        service.Wake();
        session.Message = english ? $"{events.Count} literals got their best candidate." : $"{events.Count} woorden kregen hun beste kandidaat.";
        return ReviewDoor.See(ReviewAddress.Of("", filter, english ? "en" : "nl"));
    }

    /// <summary>Takes a spreadsheet in.</summary>
    public async Task<IResult> Import(HttpContext context, ReviewSession session, IFormCollection form)
    {
        if (form.Files["file"] is not { Length: > 0 } file)
            return pages.Table(context, session, fault: form["lang"] == "en" ? "Choose the file first." : "Kies eerst het bestand.");
        await using var stream = file.OpenReadStream();
        try
        {
            var batch = desk.NewBatch();
            var report = await new ReviewTableReader(host.Review, desk).ImportAsync(stream, session.Person, session.Institution, batch, context.RequestAborted);
            foreach (var institution in report.Institutions)
                session.Undoable.Push((institution, batch));
            service.Wake();
            return pages.Table(context, session, report);
        }
        catch (ReviewTableException fault)
        {
            return pages.Table(context, session, fault: fault.Fault.In(form["lang"] == "en" ? "en" : "nl"));
        }
    }

    /// <summary>Switches single keys off or on.</summary>
    public static IResult Shortcuts(ReviewSession session, IFormCollection form)
    {
        session.HasShortcuts = !session.HasShortcuts;
        return ReviewDoor.See(ReviewAddress.Of("", ReviewAddress.Filter(name => form[name], session), form["lang"] == "en" ? "en" : "nl"));
    }

    /// <summary>A score of a form or an address.</summary>
    public static double Score(string? text, double byDefault) =>
        double.TryParse(text?.Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var score) ? Math.Clamp(score, 0, 1) : byDefault;

    private void Keep(ReviewSession session, string institution, string name, IReadOnlyList<ReviewEvent> events)
    {
        host.Review.Decide(events);
        session.Undoable.Push((institution, name));
        service.Wake();
    }

    // «None of these» is about what stood on the page: also what other institutions had chosen.
    private QueueItem WithShown(QueueItem item) => item with
    {
        Candidates = [.. item.Candidates, .. host.Review.Log.Current.Elsewhere(item.Institution, item.Field, item.Literal, item.Language)
            .Where(d => item.Candidates.All(c => c.Term != d.Term)).Select(d => new QueueCandidate(d.Term, "", item.Literal, 0.85, d.Relation, [AlignmentReasons.DecidedElsewhere]))],
    };

    private static string Next(IFormCollection form, ReviewSession session, QueueItem item) =>
        ReviewAddress.Of("", ReviewAddress.Filter(name => form[name], session), form["lang"] == "en" ? "en" : "nl", ("after", item.Id.ToString(CultureInfo.InvariantCulture)));

    private string? IdOf(ReviewSubject subject) =>
        host.Review.ItemsOf(subject) is [var first, ..] ? first.Id.ToString(CultureInfo.InvariantCulture) : null;

    private static ReviewAnswer? AnswerOf(IFormCollection form, QueueItem item)
    {
        var term = (string?)form["term"];
        ReviewAnswer Accept(AlignmentRelation relation) => new(ReviewVerdict.Accept) { Terms = string.IsNullOrEmpty(term) ? [] : [term], Relation = relation };
        var answer = (string?)form["verdict"] switch
        {
            "accept" => Accept(AlignmentRelation.Exact),
            "close" => Accept(AlignmentRelation.Close),
            "broader" => Accept(AlignmentRelation.Broad),
            "none" => new ReviewAnswer(ReviewVerdict.NoneOfThese),
            "no-term" => new ReviewAnswer(ReviewVerdict.NoTerm),
            "skip" => new ReviewAnswer(ReviewVerdict.Skip),
            _ => null,
        };
        return answer is null ? null : answer with
        {
            Why = string.IsNullOrWhiteSpace(form["why"]) ? null : ((string?)form["why"])!.Trim(),
            Dataset = string.IsNullOrEmpty(form["only"]) ? null : (string?)form["only"],
            Language = form["inlanguage"] == "1" ? item.Language : null,
        };
    }
}

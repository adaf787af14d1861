using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Ocw.Nde.Termen.Alignment;

namespace Ocw.Nde.Termen.Review;

/// <summary>What holds after all that was said: an immutable view of the log.</summary>
/// <remarks>The latest word wins, by its time, whatever the order of the file: so that logs of two nodes can be put together.</remarks>
public sealed class ReviewLedger
{
    private readonly ImmutableDictionary<ReviewSubject, ImmutableList<ReviewEvent>> _events;
    private readonly ImmutableDictionary<(string Field, string Words), ImmutableHashSet<ReviewSubject>> _subjects;
    private readonly ImmutableHashSet<string> _undone;
    private readonly ImmutableDictionary<string, ImmutableHashSet<ReviewSubject>> _byName;
    private readonly ImmutableList<ReviewSubject> _order;

    internal ReviewLedger()
        : this(ImmutableDictionary<ReviewSubject, ImmutableList<ReviewEvent>>.Empty, ImmutableDictionary<(string, string), ImmutableHashSet<ReviewSubject>>.Empty, ImmutableHashSet.Create<string>(StringComparer.Ordinal), ImmutableDictionary.Create<string, ImmutableHashSet<ReviewSubject>>(StringComparer.Ordinal), [])
    {
    }

    private ReviewLedger(
        ImmutableDictionary<ReviewSubject, ImmutableList<ReviewEvent>> events,
        ImmutableDictionary<(string Field, string Words), ImmutableHashSet<ReviewSubject>> subjects,
        ImmutableHashSet<string> undone,
        ImmutableDictionary<string, ImmutableHashSet<ReviewSubject>> byName,
        ImmutableList<ReviewSubject> order)
    {
        (_events, _subjects, _undone, _byName, _order) = (events, subjects, undone, byName, order);
    }

    /// <summary>How many literals were ever touched, each time they were: it grows with every event, so that who applied a number of them knows which are new.</summary>
    public int TouchCount => _order.Count;

    /// <summary>The literals about which anything was ever said.</summary>
    public IEnumerable<ReviewSubject> Subjects => _events.Keys;

    /// <summary>The literals that were touched after the first <paramref name="known"/> touches, each once; all of them if the log became shorter.</summary>
    public IReadOnlyCollection<ReviewSubject> TouchedAfter(int known) =>
        known > _order.Count || known < 0 ? [.. _events.Keys] : _order.GetRange(known, _order.Count - known).ToHashSet();

    /// <summary>What holds for a literal of a dataset in a language; <see cref="ReviewState.None"/> if nothing was said.</summary>
    public ReviewState StateOf(ReviewSubject subject, string? dataset, string? language)
    {
        if (!_events.TryGetValue(subject, out var events))
            return ReviewState.None;
        var state = ReviewState.None;
        foreach (var one in events)
        {
            if (!IsUndone(one) && Covers(one.Dataset, dataset) && Covers(one.Language, language))
                state = state.After(one);
        }

        return state;
    }

    /// <summary>All that was said about a literal, oldest first, with whether it still counts.</summary>
    public IReadOnlyList<(ReviewEvent Event, bool IsUndone)> HistoryOf(ReviewSubject subject) =>
        _events.TryGetValue(subject, out var events) ? [.. events.Select(e => (e, IsUndone(e)))] : [];

    /// <summary>All that was said for an institution, newest first.</summary>
    public IEnumerable<(ReviewEvent Event, bool IsUndone)> HistoryOf(string institution) =>
        _events.Where(pair => string.Equals(pair.Key.Institution, institution, StringComparison.Ordinal)).SelectMany(pair => pair.Value)
            .OrderByDescending(e => e.At).ThenByDescending(e => e.Id, StringComparer.Ordinal).Select(e => (e, IsUndone(e)));

    /// <summary>The decisions that hold for one dataset, and as proposals what other institutions decided about the same words.</summary>
    public AlignmentDecisions DecisionsFor(string institution, string? dataset)
    {
        var own = _events.Keys.Where(s => string.Equals(s.Institution, institution, StringComparison.Ordinal)).SelectMany(s => DecisionsOf(s, dataset));
        return new AlignmentDecisions(own, query => Elsewhere(institution, query.Field, query.Label, query.Language));
    }

    /// <summary>What other institutions decided about the same words in the same field: terms, without who, most institutions first.</summary>
    public IReadOnlyList<ElsewhereDecision> Elsewhere(string institution, string field, string literal, string? language)
    {
        if (!_subjects.TryGetValue((LiteralKey.OfField(field), LiteralKey.OfWords(literal)), out var subjects))
            return [];
        return
        [
            .. subjects.Where(s => !string.Equals(s.Institution, institution, StringComparison.Ordinal))
                .Select(s => StateOf(s, dataset: null, language))
                .Where(state => state.Outcome == ReviewOutcome.Accepted)
                .SelectMany(state => state.Terms.Select(term => (term, state.Relation)))
                .GroupBy(t => t)
                .Select(same => new ElsewhereDecision(same.Key.term, same.Key.Relation, same.Count()))
                .OrderByDescending(d => d.Institutions).ThenBy(d => d.Term, StringComparer.Ordinal),
        ];
    }

    /// <summary>The literals whose accepted terms hold one of these.</summary>
    public IEnumerable<(ReviewSubject Subject, ReviewEvent Accepted)> UsesOf(IReadOnlySet<string> terms)
    {
        ArgumentNullException.ThrowIfNull(terms);
        foreach (var (subject, events) in _events)
        {
            if (events.FindLast(e => e.Verdict == ReviewVerdict.Accept && !IsUndone(e)) is { } last && last.Terms.Any(terms.Contains))
                yield return (subject, last);
        }
    }

    /// <summary>A mark that changes when what holds for an institution changes.</summary>
    public string MarkOf(string institution)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var id in _events.Where(pair => string.Equals(pair.Key.Institution, institution, StringComparison.Ordinal)).SelectMany(pair => pair.Value).Where(e => !IsUndone(e) && e.Verdict is not (ReviewVerdict.Skip or ReviewVerdict.Reopen)).Select(e => e.Id).Order(StringComparer.Ordinal))
            hash.AppendData(Encoding.UTF8.GetBytes(id));
        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 8));
    }

    internal ReviewLedger With(IEnumerable<ReviewEvent> added)
    {
        var events = _events.ToBuilder();
        var subjects = _subjects.ToBuilder();
        var undone = _undone.ToBuilder();
        var byName = _byName.ToBuilder();
        var order = _order.ToBuilder();
        foreach (var one in added)
        {
            if (one.Verdict == ReviewVerdict.Undo)
            {
                undone.Add(NameOf(one.Institution, one.Undoes));
                order.AddRange(byName.GetValueOrDefault(NameOf(one.Institution, one.Undoes), []));
                continue;
            }

            var subject = ReviewSubject.Of(one);
            events[subject] = Insert(events.GetValueOrDefault(subject, []), one);
            Add(subjects, (subject.Field, subject.Words), subject);
            Add(byName, NameOf(one.Institution, one.Id), subject);
            if (one.Batch is not null)
                Add(byName, NameOf(one.Institution, one.Batch), subject);
            order.Add(subject);
        }

        return new ReviewLedger(events.ToImmutable(), subjects.ToImmutable(), undone.ToImmutable(), byName.ToImmutable(), order.ToImmutable());
    }

    /// <summary>The literals that an event or a batch of an institution is about.</summary>
    public IReadOnlyCollection<ReviewSubject> SubjectsOf(string institution, string name) => _byName.GetValueOrDefault(NameOf(institution, name), []);

    // Once for every language that is named, and once for the rest.
    private IEnumerable<AlignmentDecision> DecisionsOf(ReviewSubject subject, string? dataset)
    {
        var events = _events[subject];
        foreach (var language in events.Select(e => e.Language).Append(null).Distinct(StringComparer.OrdinalIgnoreCase))
        {
            var state = StateOf(subject, dataset, language);
            var any = false;
            foreach (var decision in state.ToDecisions(subject, language))
            {
                any = true;
                yield return decision;
            }

            // Said and taken back for this language: what holds for the others does not hold here.
            if (!any && language is not null)
                yield return new AlignmentDecision(subject.Field, subject.Words, "", AlignmentVerdict.Open) { Language = language };
        }
    }

    private bool IsUndone(ReviewEvent one) => _undone.Contains(NameOf(one.Institution, one.Id)) || (one.Batch is not null && _undone.Contains(NameOf(one.Institution, one.Batch)));

    // An institution takes back its own words only.
    private static string NameOf(string institution, string? name) => $"{institution}\n{name}";

    private static bool Covers(string? limit, string? value) => limit is null || string.Equals(limit, value, StringComparison.OrdinalIgnoreCase);

    private static ImmutableList<ReviewEvent> Insert(ImmutableList<ReviewEvent> events, ReviewEvent one)
    {
        var place = events.Count;
        while (place > 0 && (events[place - 1].At > one.At || (events[place - 1].At == one.At && string.CompareOrdinal(events[place - 1].Id, one.Id) > 0)))
            place--;
        return events.Insert(place, one);
    }

    private static void Add<TKey>(ImmutableDictionary<TKey, ImmutableHashSet<ReviewSubject>>.Builder map, TKey key, ReviewSubject subject)
        where TKey : notnull => map[key] = map.GetValueOrDefault(key, []).Add(subject);
}

/// <summary>What is decided about: words of an institution in a field, as <see cref="LiteralKey"/> compares them.</summary>
/// <param name="Institution">The institution.</param>
/// <param name="Field">The field, without case.</param>
/// <param name="Words">The words.</param>
public readonly record struct ReviewSubject(string Institution, string Field, string Words)
{
    /// <summary>The subject of a literal.</summary>
    public static ReviewSubject Of(string institution, string field, string literal) => new(institution, LiteralKey.OfField(field), LiteralKey.OfWords(literal));

    internal static ReviewSubject Of(ReviewEvent one) => Of(one.Institution, one.Field, one.Literal);
}

/// <summary>What another institution decided about the same words.</summary>
/// <param name="Term">The term.</param>
/// <param name="Relation">How it relates to the words.</param>
/// <param name="Institutions">How many institutions said so.</param>
public sealed record ElsewhereDecision(string Term, AlignmentRelation Relation, int Institutions);

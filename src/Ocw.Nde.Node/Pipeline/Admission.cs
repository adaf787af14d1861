using Ocw.Nde.Mapping;
using Ocw.Nde.Node.Settings;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Node.Pipeline;

/// <summary>Decides for one mapped record which of its statements the public may read (openbaar, tenzij; privacy, tenzij). In doubt: withheld.</summary>
/// <remarks>
/// What is closed is written to another graph than what is open, so that a public snapshot does not contain it at all.
/// A statement is closed when its record is, when its property is, or when it speaks of a node that only closed statements lead to.
/// </remarks>
internal sealed class Admission(AccessPolicy policy, DateOnly today)
{
    private const string Schema = "https://schema.org/";
    private static readonly Iri RdfType = new("http://www.w3.org/1999/02/22-rdf-syntax-ns#type");
    private static readonly Iri ConditionsOfAccess = new(Schema + "conditionsOfAccess");
    private static readonly Iri AccessRights = new("http://purl.org/dc/terms/accessRights");
    private static readonly Iri Restricted = new("http://publications.europa.eu/resource/authority/access-right/RESTRICTED");
    private static readonly Literal ConditionNl = new("Alleen de beschrijving op hoofdlijnen is openbaar. Vraag de beheerder om inzage.", "nl");
    private static readonly Literal ConditionEn = new("Only an outline is public. Ask the holder for access.", "en");

    /// <summary>What a stub shows of a record at level <c>beschrijving</c>: its class, its identifier, and what it is part of.</summary>
    private static readonly HashSet<string> StubProperties = new(StringComparer.Ordinal)
    {
        Schema + "identifier", Schema + "isPartOf", Schema + "sdDatePublished", Schema + "sdPublisher", Schema + "publisher", Schema + "provider",
    };

    private readonly HashSet<string> _closedProperties = [.. policy.Fields.Select(f => f.Property)];

    private int _opens = int.MaxValue;

    /// <summary>The next day on which a record that was divided may be divided in another way; <see langword="null"/> when time alone changes nothing.</summary>
    public DateOnly? NextOpening => _opens == int.MaxValue ? null : DateOnly.FromDayNumber(_opens);

    /// <summary>Divides the statements of a record. Safe for several threads.</summary>
    public AdmittedRecord Admit(MappingResult record)
    {
        var (level, reason) = policy.Decide(record.Fields, today, record.Persons);
        if (policy.NextOpening(record.Fields, today, record.Persons) is { } day)
            NoteOpening(day.DayNumber);
        return level switch
        {
            AccessDecision.Gesloten => new(level, reason, [], record.Triples),
            AccessDecision.Beschrijving => new(level, reason, Stub(record), record.Triples),
            _ when _closedProperties.Count == 0 => new(level, reason, record.Triples, []) { IsOpenWhole = true },
            _ => ByProperty(record),
        };
    }

    private void NoteOpening(int day)
    {
        for (var known = Volatile.Read(ref _opens); day < known;)
        {
            var before = Interlocked.CompareExchange(ref _opens, day, known);
            if (before == known)
                return;
            known = before;
        }
    }

    private static List<Triple> Stub(MappingResult record)
    {
        var subject = record.Subject!;
        var stub = record.Triples
            .Where(t => t.Subject.Equals(subject) && t.Predicate is Iri predicate && (predicate.Equals(RdfType) || (StubProperties.Contains(predicate.Value) && IsStubValue(subject, t.Object))))
            .ToList();
        stub.Add(new(subject, ConditionsOfAccess, ConditionNl));
        stub.Add(new(subject, ConditionsOfAccess, ConditionEn));
        stub.Add(new(subject, AccessRights, Restricted));
        return stub;
    }

    // A structured identifier hangs on a node of its own whose statements are closed; a link to it would lead nowhere.
    private static bool IsStubValue(Iri subject, RdfTerm value) =>
        value is not Iri iri || !iri.Value.StartsWith(subject.Value + "/", StringComparison.Ordinal);

    private AdmittedRecord ByProperty(MappingResult record)
    {
        var bySubject = record.Triples.GroupBy(t => t.Subject).ToDictionary(g => g.Key, g => g.ToList());
        var all = Reach(record.Subject!, bySubject, withClosed: true);
        var open = Reach(record.Subject!, bySubject, withClosed: false);
        List<Triple> openTriples = [], closedTriples = [];
        foreach (var triple in record.Triples)
        {
            var hidden = IsClosed(triple) || (all.Contains(triple.Subject) && !open.Contains(triple.Subject));
            (hidden ? closedTriples : openTriples).Add(triple);
        }

        return new(AccessDecision.Openbaar, "field", openTriples, closedTriples);
    }

    private HashSet<RdfTerm> Reach(RdfTerm start, Dictionary<RdfTerm, List<Triple>> bySubject, bool withClosed)
    {
        var reached = new HashSet<RdfTerm> { start };
        var waiting = new Queue<RdfTerm>();
        waiting.Enqueue(start);
        while (waiting.TryDequeue(out var node))
        {
            if (!bySubject.TryGetValue(node, out var triples))
                continue;
            foreach (var triple in triples)
            {
                if ((withClosed || !IsClosed(triple)) && triple.Object is not Literal && reached.Add(triple.Object))
                    waiting.Enqueue(triple.Object);
            }
        }

        return reached;
    }

    private bool IsClosed(Triple triple) => triple.Predicate is Iri predicate && _closedProperties.Contains(predicate.Value);
}

/// <summary>A record divided into what the public may read and what it may not.</summary>
internal sealed record AdmittedRecord(AccessDecision Level, string Reason, IReadOnlyList<Triple> Open, IReadOnlyList<Triple> Closed)
{
    /// <summary>Whether no rule closes anything of it: only then may the public read what the source says in its own words.</summary>
    public bool IsOpenWhole { get; init; }
}

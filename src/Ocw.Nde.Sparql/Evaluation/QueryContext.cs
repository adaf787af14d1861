using System.Buffers;
using System.Globalization;
using System.Text.RegularExpressions;
using Ocw.Nde.Rdf.Iris;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Sparql.Functions;
using Ocw.Nde.Sparql.Operators;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Sparql.Evaluation;

/// <summary>What every operator and function of one running query shares: source, terms, limits, clock and chance.</summary>
internal sealed class QueryContext
{
    private static readonly SearchValues<char> NotInIris = SearchValues.Create([.. Enumerable.Range(0, 0x21).Select(c => (char)c), .. "<>\"{}|^`\\"]);

    private readonly TimeProvider clock;
    private readonly List<ConstantSlot> constants = [];
    private readonly Dictionary<RdfTerm, RdfTerm> parameters = [];
    private readonly List<Batch> batches = [];
    private readonly Dictionary<string, ulong> solutionBlankNodes = new(StringComparer.Ordinal);
    private readonly string? baseIri;
    private long deadline = long.MaxValue;
    private CancellationToken cancellation;
    private Value now;

    internal QueryContext(QueryEnvironment environment, QueryLimits limits, string? baseIri)
    {
        clock = environment.Clock;
        Limits = limits;
        this.baseIri = baseIri;
        Random = environment.NewRandom();
        Services = environment.Services;
        BatchCapacity = environment.BatchCapacity;
        Memory = new MemoryBudget(limits.Memory);
        Terms = new QueryTerms(Memory);
        Regexes = new RegexCache(limits.Time > TimeSpan.Zero ? limits.Time : Regex.InfiniteMatchTimeout);
    }

    internal QueryLimits Limits { get; }

    internal MemoryBudget Memory { get; }

    internal QueryTerms Terms { get; }

    internal RegexCache Regexes { get; }

    internal Random Random { get; }

    internal IServiceClient? Services { get; }

    /// <summary>Whether operators measure how long they take, for an explained plan.</summary>
    internal bool IsTimed { get; set; }

    /// <summary>The rows of a batch.</summary>
    internal int BatchCapacity { get; }

    internal CancellationToken Cancellation => cancellation;

    /// <summary>The source that is being read.</summary>
    internal IQuadSource Source { get; private set; } = null!;

    /// <summary>The dataset of the query: which graphs of the source count as default and which as named.</summary>
    internal ActiveDataset Dataset { get; private set; } = null!;

    /// <summary>NOW(): the same moment for the whole query (§17.4.5.1).</summary>
    internal Value Now
    {
        get
        {
            if (now.IsError)
            {
                var instant = clock.GetUtcNow();
                var seconds = instant.ToUnixTimeSeconds();
                var nanoseconds = (int)(instant.Ticks % TimeSpan.TicksPerSecond / TimeSpan.TicksPerMillisecond * 1_000_000);
                now = Value.FromMoment(ValueKind.DateTime, new Moment(seconds, nanoseconds, 0));
            }

            return now;
        }
    }

    /// <summary>Starts a run over a source: the clock runs from here, and constants get their ids.</summary>
    internal void Bind(IQuadSource source, DatasetDescription dataset, CancellationToken token)
    {
        cancellation = token;
        now = Value.Error;
        Memory.Reset();
        StartClock();
        Source = source;
        Terms.Bind(source.Terms);
        Dataset = new ActiveDataset(source, dataset, Terms);
        foreach (var constant in constants)
        {
            // A parameter waits for its value.
            if (!parameters.ContainsKey(constant.Term))
                constant.Resolve(Terms, constant.Term);
        }
    }

    /// <summary>The time limit counts from here.</summary>
    internal void StartClock() => deadline = Limits.Time == Timeout.InfiniteTimeSpan
        ? long.MaxValue
        : clock.GetTimestamp() + (long)(Limits.Time.TotalSeconds * clock.TimestampFrequency);

    /// <summary>A term of the query whose id is known for as long as the source stays the same.</summary>
    /// <param name="term">The term.</param>
    /// <param name="isValue">Whether it needs an id even where the source does not know it.</param>
    internal ConstantSlot Constant(RdfTerm term, bool isValue = false)
    {
        foreach (var known in constants)
        {
            if (known.Term == term && known.IsValue == isValue)
                return known;
        }

        var slot = new ConstantSlot(term, isValue);
        if (Source is not null)
            slot.Resolve(Terms, parameters.GetValueOrDefault(term, term));
        constants.Add(slot);
        return slot;
    }

    /// <summary>Gives a parameter its value for the run that follows.</summary>
    /// <param name="parameter">The term that stands for it in the plan (<see cref="ParameterTerm"/>).</param>
    /// <param name="value">The value.</param>
    internal void SetParameter(RdfTerm parameter, RdfTerm value)
    {
        parameters[parameter] = value;
        foreach (var constant in constants)
        {
            if (constant.Term == parameter)
                constant.Resolve(Terms, value);
        }
    }

    /// <summary>A batch that is given back with the query.</summary>
    internal Batch NewBatch(int columns)
    {
        var batch = new Batch(columns, BatchCapacity, pooled: true);
        batches.Add(batch);
        return batch;
    }

    /// <summary>How many batches are in use; for tests of bounded memory.</summary>
    internal int HeldBatches => batches.Count;

    /// <summary>Takes a batch back before the query ends: what an operator reads its input with at each run, of which a prepared query has any number.</summary>
    internal void GiveBack(Batch batch)
    {
        batch.Release();
        batches.RemoveAt(batches.LastIndexOf(batch));
    }

    /// <summary>Gives back what the query holds outside its operators; nothing of it runs any more.</summary>
    internal void Release()
    {
        foreach (var batch in batches)
            batch.Release();
        batches.Clear();
        Terms.Release();
    }

    /// <summary>Ends the query if its time is over or nobody waits for it any more.</summary>
    /// <exception cref="QueryLimitException">The time is over.</exception>
    internal void Check()
    {
        cancellation.ThrowIfCancellationRequested();
        if (clock.GetTimestamp() > deadline)
            throw TimeIsOver(null);
    }

    /// <summary>Something that ends with the query or its time limit, for what does not ask by itself.</summary>
    internal CancellationTokenSource StopAtLimit()
    {
        var source = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        if (deadline != long.MaxValue)
        {
            var left = TimeSpan.FromSeconds((deadline - clock.GetTimestamp()) / (double)clock.TimestampFrequency);
            source.CancelAfter(left > TimeSpan.Zero ? left : TimeSpan.Zero);
        }

        return source;
    }

    /// <summary>Why what <see cref="StopAtLimit"/> gave has ended: nobody waits any more, or the time is over (a timer may be a millisecond early).</summary>
    internal Exception Stopped() => cancellation.IsCancellationRequested ? new OperationCanceledException(cancellation) : TimeIsOver(null);

    /// <summary>Runs a regular expression, whose own time-out is that of the query.</summary>
    internal TResult Guard<TResult>(Regex regex, string text, Func<Regex, string, TResult> run)
    {
        try
        {
            return run(regex, text);
        }
        catch (RegexMatchTimeoutException timeout)
        {
            throw TimeIsOver(timeout.Pattern);
        }
    }

    /// <summary>Resolves against the base of the query; <see langword="null"/> if the result is not an absolute IRI that RDF can hold.</summary>
    internal string? ResolveIri(string reference)
    {
        if (reference.AsSpan().ContainsAny(NotInIris) || (baseIri is null && !IriResolver.IsAbsolute(reference)))
            return null;
        return baseIri is null ? reference : IriResolver.Resolve(baseIri, reference);
    }

    /// <summary>The blank node of a label within the current solution (§17.4.2.9).</summary>
    internal ulong SolutionBlankNode(string label)
    {
        if (!solutionBlankNodes.TryGetValue(label, out var node))
            solutionBlankNodes.Add(label, node = Terms.NewBlankNode());
        return node;
    }

    /// <summary>The expressions that follow belong to another solution.</summary>
    internal void NextSolution()
    {
        if (solutionBlankNodes.Count > 0)
            solutionBlankNodes.Clear();
    }

    /// <summary>What is thrown when the time is over, inside this regular expression if there is one.</summary>
    internal QueryLimitException TimeIsOver(string? pattern) => new(
        QueryLimit.Time,
        string.Create(CultureInfo.InvariantCulture, $"The query was stopped after its time limit of {Limits.Time.TotalSeconds:0.###} s")
        + (pattern is null ? "." : $", inside the regular expression «{pattern}»."));
}

/// <summary>A term of a query and its id in the source that is being read.</summary>
internal sealed class ConstantSlot(RdfTerm term, bool isValue)
{
    internal RdfTerm Term { get; } = term;

    /// <summary>Whether the term stands in an expression or in VALUES, so that it has an id in any case.</summary>
    internal bool IsValue { get; } = isValue;

    /// <summary>The id; 0 if the source does not know the term, so that no quad can match.</summary>
    internal ulong Id { get; private set; }

    /// <summary>Looks up the id of the term, or of the value that a parameter has.</summary>
    internal void Resolve(QueryTerms terms, RdfTerm value) => Id = IsValue ? terms.Intern(value) : terms.Find(value);
}

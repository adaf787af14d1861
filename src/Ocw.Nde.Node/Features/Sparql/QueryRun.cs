using System.Buffers;
using Ocw.Nde.Node.Features.Sparql.Lanes;
using Ocw.Nde.Node.Operations;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Sparql;
using Ocw.Nde.Sparql.Evaluation;
using Ocw.Nde.Store.Snapshots;

namespace Ocw.Nde.Node.Features.Sparql;

/// <summary>
/// One query from its plan to the last byte of its answer. A look-up is answered at once, in <see cref="TryAtOnce"/>; what takes longer is begun again,
/// or goes on, in a lane. Nothing is sent before the first piece is there, so that until then trouble can be told by its status.
/// </summary>
internal sealed class QueryRun(HttpContext context, Snapshot snapshot, ParsedQuery query, EvaluationOptions options, QueryAnswer answer) : LaneJob, IDisposable
{
    /// <summary>What a look-up may take of the thread that serves its connection.</summary>
    private static readonly TimeSpan AtOnce = TimeSpan.FromMilliseconds(20);

    /// <summary>What a query may be expected to touch, in rows, to be tried as a look-up: more never is one.</summary>
    private const double LookupCost = 50_000;

    /// <summary>From here on a query is heavy: some seconds of work.</summary>
    private const double HeavyCost = 10_000_000;

    /// <summary>What of an answer is gathered before it is passed on.</summary>
    private const int PieceBytes = 64 << 10;

    private readonly ArrayBufferWriter<byte> _piece = new(4 << 10);
    private CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
    private PlannedQuery? _plan;
    private SparqlResult? _result;
    private IDisposable? _writer;
    private Func<bool>? _writeSome;
    private volatile bool _isShed;

    /// <summary>Whether the node ended it because it had too much to do.</summary>
    public bool IsShed => _isShed;

    /// <summary>Whether it is expected to take long; known once it was planned.</summary>
    public bool IsHeavy { get; private set; }

    /// <summary>What is written and not passed on yet: the whole answer, if <see cref="TryAtOnce"/> said so.</summary>
    public ReadOnlyMemory<byte> Rest => _piece.WrittenMemory;

    /// <summary>Answers the query on this thread if it is a look-up.</summary>
    /// <returns>Whether the answer is whole.</returns>
    public bool TryAtOnce()
    {
        _stop.CancelAfter(AtOnce);
        try
        {
            if (!IsLookup())
                return false;
            while (Step())
            {
                if (_piece.WrittenCount < PieceBytes && !_stop.IsCancellationRequested)
                    continue;

                // It is long but comes in pieces: what there is of it is kept.
                query.Tried(wasLookup: false);
                Unhurry();
                return false;
            }

            query.Tried(wasLookup: true);
            return true;
        }
        catch (OperationCanceledException) when (!context.RequestAborted.IsCancellationRequested)
        {
            query.Tried(wasLookup: false);
            BeginAgain();
            return false;
        }
    }

    /// <inheritdoc/>
    public override bool Step()
    {
        if (_result is null)
            Start();
        return _writeSome!() && !HttpMethods.IsHead(context.Request.Method);
    }

    /// <inheritdoc/>
    public override async ValueTask PassOnAsync()
    {
        if (_piece.WrittenCount < PieceBytes && context.Response.HasStarted)
            return;
        if (!context.Response.HasStarted)
            answer.SetHeaders(context.Response);
        context.Response.BodyWriter.Write(_piece.WrittenSpan);
        _piece.ResetWrittenCount();
        var flushed = await context.Response.BodyWriter.FlushAsync(_stop.Token);
        if (flushed.IsCompleted || flushed.IsCanceled)
            throw new OperationCanceledException("Nobody reads the answer any more.");
    }

    /// <inheritdoc/>
    public override void Shed()
    {
        _isShed = true;
        _stop.Cancel();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _writer?.Dispose();
        _result?.Dispose();
        _plan?.Dispose();
        _stop.Dispose();
    }

    // The plan tells look-ups from the rest; a query that was no look-up the last time is not tried as one, whatever its plan says.
    private bool IsLookup()
    {
        _plan = Prepare();
        IsHeavy = _plan.EstimatedCost >= HeavyCost;
        if (_plan.EstimatedCost < LookupCost && query.MayBeLookup())
            return true;
        Unhurry();
        return false;
    }

    private void Unhurry()
    {
        _stop.CancelAfter(Timeout.InfiniteTimeSpan);
        if (_stop.IsCancellationRequested)
            BeginAgain();
    }

    private PlannedQuery Prepare() => QueryEvaluator.Prepare(query.Query, snapshot, options, ownsSource: false, _stop.Token);

    private void Start()
    {
        _plan ??= Prepare();
        _result = _plan.Run();
        if (answer.IsFlat && _result is SolutionSequence rows)
        {
            var flat = new FlatRows(rows, _piece);
            (_writer, _writeSome) = (flat, flat.WriteSome);
            return;
        }

        var writer = new AnswerWriter(_result, answer.Format, _piece, answer.Version);
        (_writer, _writeSome) = (writer, writer.WriteSome);
    }

    private void BeginAgain()
    {
        _writer?.Dispose();
        _result?.Dispose();
        _plan?.Dispose();
        _stop.Dispose();
        (_writer, _result, _plan, _writeSome) = (null, null, null, null);
        _piece.ResetWrittenCount();
        _stop = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
    }
}

/// <summary>How an answer is sent.</summary>
/// <param name="Format">Its format.</param>
/// <param name="IsFlat">Whether rows are given as plain objects.</param>
/// <param name="Headers">What its headers say.</param>
/// <param name="Version">Which version of RDF graphs are written in.</param>
internal sealed record QueryAnswer(AnswerFormat Format, bool IsFlat, QueryHeaders Headers, RdfVersion Version)
{
    /// <summary>Sets the headers that say what the answer is.</summary>
    public void SetHeaders(HttpResponse response)
    {
        response.ContentType = IsFlat && Format.Solutions is not null ? FlatRows.ContentType : Format.ContentType;
        Headers.Set(response.Headers);
    }
}

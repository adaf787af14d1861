using Ocw.Nde.Node.Features.Sparql.Lanes;
using Ocw.Nde.Node.Operations;
using Ocw.Nde.Sparql.Evaluation;
using Ocw.Nde.Store.Snapshots;

namespace Ocw.Nde.Node.Features.Sparql;

/// <summary>The beginning of an answer, read for the page.</summary>
internal sealed class TableRun(Snapshot snapshot, ParsedQuery query, EvaluationOptions options, NodeIris iris, CancellationToken aborted) : LaneJob, IDisposable
{
    private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(aborted);
    private volatile bool _isShed;

    /// <summary>Whether the node ended it because it had too much to do.</summary>
    public bool IsShed => _isShed;

    /// <summary>The table, once it is there.</summary>
    public AnswerTable? Table { get; private set; }

    /// <inheritdoc/>
    public override bool Step()
    {
        using var result = QueryEvaluator.Evaluate(query.Query, snapshot, options, ownsSource: false, _stop.Token);
        Table = AnswerTable.Of(result, iris);
        return false;
    }

    /// <inheritdoc/>
    public override ValueTask PassOnAsync() => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public override void Shed()
    {
        _isShed = true;
        _stop.Cancel();
    }

    /// <inheritdoc/>
    public void Dispose() => _stop.Dispose();
}

using System.Text;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Sparql.Algebra;
using Ocw.Nde.Sparql.Evaluation;

namespace Ocw.Nde.Sparql.Operators;

/// <summary>What one endpoint is asked for a SERVICE clause, and what it answered: each combination of values once, many of them in one request (a bound join).</summary>
/// <remarks>
/// The values that the rows have for shared variables go along in a VALUES block behind the pattern, so that the endpoint gives no more than can be
/// joined. Beyond <see cref="MostKeys"/> combinations the whole pattern is cheaper, and is asked for once. Blank nodes cannot be sent.
/// </remarks>
internal sealed class ServiceQuestions
{
    /// <summary>The combinations of values of one request.</summary>
    private const int KeysPerRequest = 256;

    /// <summary>The characters of the values of one request.</summary>
    private const int MostCharacters = 64 << 10;

    /// <summary>The combinations that are sent at all.</summary>
    private const int MostKeys = 8192;

    private readonly QueryContext context;
    private readonly ServicePattern service;
    private readonly ulong endpoint;
    private readonly Variable[] keys;
    private readonly Schema bound;
    private readonly Schema free;
    private readonly Schema left;
    private readonly RowIndex asked;
    private readonly List<ServiceAnswer> answers = [];
    private readonly List<int> answerOf = [];
    private ServiceAnswer? whole;

    /// <param name="context">The query.</param>
    /// <param name="service">The clause.</param>
    /// <param name="endpoint">The id of the endpoint's IRI.</param>
    /// <param name="left">The columns of the rows to join with.</param>
    /// <param name="variables">The variables that the pattern may bind.</param>
    /// <param name="certain">Those that each of its solutions binds.</param>
    internal ServiceQuestions(QueryContext context, ServicePattern service, ulong endpoint, Schema left, IReadOnlyList<Variable> variables, IReadOnlySet<Variable> certain)
    {
        this.context = context;
        this.service = service;
        this.endpoint = endpoint;
        this.left = left;
        keys = [.. variables.Where(left.IsCertain)];
        bound = new Schema(variables, variables.Where(variable => !certain.Contains(variable) && !keys.Contains(variable)).ToHashSet());
        free = new Schema(variables, variables.Where(variable => !certain.Contains(variable)).ToHashSet());
        asked = new RowIndex(context.Memory, keys.Length);
    }

    /// <summary>Asks what the rows need that was not asked before.</summary>
    /// <param name="rows">Rows to join with.</param>
    /// <param name="mine">Those of them that this endpoint is for.</param>
    internal void Ask(Batch rows, IReadOnlyList<int> mine)
    {
        if (whole is not null)
            return;
        if (keys.Length == 0)
        {
            whole = Answer(free, null);
            return;
        }

        var first = asked.Count;
        Span<ulong> key = stackalloc ulong[keys.Length];
        foreach (var row in mine)
        {
            if (!TryReadKey(rows, row, key) || asked.Count > MostKeys)
            {
                Give(Answer(free, null));
                return;
            }

            asked.GetOrAdd(key, out _);
        }

        for (var from = first; from < asked.Count;)
            from = AskSome(from);
    }

    /// <summary>Where the partners of a row are.</summary>
    internal ServiceAnswer AnswerFor(Batch rows, int row)
    {
        if (whole is not null)
            return whole;
        Span<ulong> key = stackalloc ulong[keys.Length];
        TryReadKey(rows, row, key);
        return answers[answerOf[asked.GetOrAdd(key, out _)]];
    }

    internal void Clear()
    {
        whole?.Clear();
        foreach (var answer in answers)
            answer.Clear();
        asked.Clear();
    }

    // From now on the whole answer serves every row.
    private void Give(ServiceAnswer all)
    {
        Clear();
        answers.Clear();
        answerOf.Clear();
        whole = all;
    }

    private bool TryReadKey(Batch rows, int row, Span<ulong> key)
    {
        for (var i = 0; i < keys.Length; i++)
        {
            key[i] = rows.Columns[left.IndexOf(keys[i])][row];
            if (context.Terms.KindOf(key[i]) is TermKind.BlankNode or TermKind.None)
                return false;
        }

        return true;
    }

    private int AskSome(int from)
    {
        var values = new StringBuilder("VALUES (").AppendJoin(' ', keys.Select(variable => "?" + variable.Name)).Append(") {");
        var to = from;
        for (; to < asked.Count && to - from < KeysPerRequest && values.Length < MostCharacters; to++)
        {
            values.Append(" (");
            foreach (var id in asked.Tuple(to))
                values.Append(context.Terms.ToTerm(id)).Append(' ');
            values.Append(')');
            answerOf.Add(answers.Count);
        }

        answers.Add(Answer(bound, values.Append(" }").ToString()));
        return to;
    }

    private ServiceAnswer Answer(Schema columns, string? values)
    {
        var answer = new ServiceAnswer(context, columns, new JoinColumns(left, columns));
        try
        {
            Read(answer, values);
            answer.End();
        }
        catch (ServiceException) when (service.Silent)
        {
            answer.Fail();
        }

        return answer;
    }

    private void Read(ServiceAnswer answer, string? values)
    {
        if (endpoint == 0 || context.Terms.ToTerm(endpoint) is not Iri address)
            throw new ServiceException($"SERVICE {service.Endpoint} has no endpoint to ask: the variable must be bound to an IRI before.");
        if (context.Services is not { } client)
            throw new ServiceException($"SERVICE <{address.Value}> cannot be asked: this node does not send queries to other endpoints.");

        using var clock = context.StopAtLimit();
        try
        {
            client.Select(address.Value, $"{service.Prologue}\nSELECT * WHERE {service.PatternText}\n{values}", answer, clock.Token);
        }
        catch (OperationCanceledException) when (clock.IsCancellationRequested)
        {
            throw context.Stopped();
        }
    }
}

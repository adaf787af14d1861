using System.Globalization;
using System.Text.RegularExpressions;
using Ocw.Nde.Mapping.Rml.Model;
using Ocw.Nde.Mapping.Rml.Running;
using Ocw.Nde.Mapping.Rml.Terms;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Mapping.Rml.Functions;

/// <summary>The functions that there are, by IRI, and calls of them as expressions.</summary>
internal sealed class RmlFunctions
{
    private readonly Dictionary<string, RmlFunction> _functions = new(StringComparer.Ordinal);

    private RmlFunctions(IEnumerable<RmlFunction> functions)
    {
        foreach (var function in functions)
            _functions.Add(function.Name, function);
    }

    /// <summary>GREL's and IDLab's functions.</summary>
    public static RmlFunctions BuiltIn { get; } = new([.. GrelStringFunctions.All, .. GrelOtherFunctions.All, .. IdlabFunctions.All]);

    /// <summary>The IRIs of all functions.</summary>
    public IEnumerable<string> Names => _functions.Keys;

    /// <summary>A call as an expression.</summary>
    /// <exception cref="RmlException">The function, a parameter or the return is not known.</exception>
    public Expression Compile(FunctionExecution execution, Iri? output, Func<ExpressionMap, Expression> compile, ExpressionCompiler compiler)
    {
        var name = execution.Function.Constant is Iri iri ? iri.Value : throw compiler.Fault(execution.Node, "rml:function is not the IRI of a function.");
        if (!_functions.TryGetValue(name, out var function))
            throw compiler.Fault(execution.Node, $"the function <{name}> is not known; docs/rml.md lists those that are.", Local(name));
        if (output is not null && !function.Outputs.Contains(output.Value, StringComparer.Ordinal))
            throw compiler.Fault(execution.Node, $"the function <{name}> has no return <{output.Value}>; it has <{string.Join(">, <", function.Outputs)}>.", Local(output.Value));
        var inputs = new List<Expression>[function.Parameters.Count];
        for (var i = 0; i < inputs.Length; i++)
            inputs[i] = [];
        foreach (var input in execution.Inputs)
        {
            var at = IndexOf(function, input.Parameter.Value);
            if (at < 0)
                throw compiler.Fault(execution.Node, $"the function <{name}> has no parameter <{input.Parameter.Value}>; it has <{string.Join(">, <", function.Parameters.Select(p => p.Names[0]))}>.", Local(input.Parameter.Value));
            inputs[at].Add(compile(input.Value));
        }

        return new CallExpression(function, inputs);
    }

    private static int IndexOf(RmlFunction function, string parameter)
    {
        for (var i = 0; i < function.Parameters.Count; i++)
        {
            if (function.Parameters[i].Names.Contains(parameter, StringComparer.Ordinal))
                return i;
        }

        return -1;
    }

    private static string Local(string iri) => iri[(iri.LastIndexOfAny(['/', '#']) + 1)..];
}

/// <summary>A call of a function: once for every choice of one value from each parameter that takes one.</summary>
internal sealed class CallExpression(RmlFunction function, List<Expression>[] inputs) : Expression
{
    private readonly ValueList _found = new();

    public override void Evaluate(RecordNode record, RunState state, ValueList values)
    {
        var given = new List<string>[inputs.Length];
        var ways = 1L;
        for (var i = 0; i < inputs.Length; i++)
        {
            given[i] = ValuesOf(inputs[i], record, state);
            if (given[i].Count == 0 && function.Parameters[i].IsRequired)
                return;
            ways = function.Parameters[i].IsList ? ways : Math.Min(ways * Math.Max(1, given[i].Count), int.MaxValue);
        }

        if (ways > state.Options.MaxValues)
        {
            state.Fault(record, string.Create(CultureInfo.InvariantCulture, $"a function would run more than {state.Options.MaxValues} times for one record; it is left out."));
            return;
        }

        for (var way = 0; way < ways; way++)
            Call(way, given, record, state, values);
    }

    private void Call(int way, List<string>[] given, RecordNode record, RunState state, ValueList values)
    {
        var chosen = new IReadOnlyList<string>[given.Length];
        for (var i = 0; i < given.Length; i++)
        {
            chosen[i] = function.Parameters[i].IsList || given[i].Count == 0 ? given[i] : [given[i][way % given[i].Count]];
            if (!function.Parameters[i].IsList)
                way /= Math.Max(1, given[i].Count);
        }

        try
        {
            foreach (var result in function.Run(new FunctionCall(state.Options, chosen)))
            {
                if (result.Text.Length > FunctionCall.MaxResult)
                    state.Fault(record, string.Create(CultureInfo.InvariantCulture, $"the function <{function.Name}> gives more than {FunctionCall.MaxResult} characters; the result is left out."));
                else
                    values.Add(state.Arena.Keep(result.Text), result.Kind);
            }
        }
        catch (RegexMatchTimeoutException)
        {
            state.Fault(record, $"the regular expression of <{function.Name}> took more than {state.Options.RegexTimeout.TotalSeconds} s on a value; write it without nested repetition.");
        }
    }

    private List<string> ValuesOf(List<Expression> expressions, RecordNode record, RunState state)
    {
        _found.Clear();
        foreach (var expression in expressions)
            expression.Evaluate(record, state, _found);
        var texts = new List<string>(_found.Count);
        foreach (var value in _found.Span)
            texts.Add(value.ToString());
        return texts;
    }
}

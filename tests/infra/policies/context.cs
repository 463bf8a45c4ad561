// What API Management offers to policy expressions, as far as ours use it:
// https://learn.microsoft.com/azure/api-management/api-management-policy-expressions

using System;
using System.Collections.Generic;

public interface IContext
{
    ILastError LastError { get; }
    IOperation Operation { get; }
    IRequest Request { get; }
    Guid RequestId { get; }
    IResponse Response { get; }
    IReadOnlyDictionary<string, object> Variables { get; }
}

public interface ILastError
{
    string Reason { get; }
    string Source { get; }
}

public interface IOperation
{
    string Id { get; }
}

public interface IRequest
{
    IReadOnlyDictionary<string, string[]> Headers { get; }
    string IpAddress { get; }
    string Method { get; }
}

public interface IResponse
{
    IReadOnlyDictionary<string, string[]> Headers { get; }
    int StatusCode { get; }
}

public class Jwt
{
    public string Subject => "";
}

/// <summary>Newtonsoft.Json's.</summary>
public class JToken
{
    public JToken this[string name]
    {
        get => null;
        set { }
    }

    public static explicit operator int(JToken token) => 0;
    public static explicit operator string(JToken token) => "";
    public static implicit operator JToken(int value) => null;
    public static implicit operator JToken(string value) => null;
}

/// <summary>Newtonsoft.Json's.</summary>
public class JObject : JToken
{
    public static JObject Parse(string json) => null;
}

public static class Extensions
{
    public static string GetValueOrDefault(this IReadOnlyDictionary<string, string[]> headers, string name, string otherwise) => otherwise;
    public static T GetValueOrDefault<T>(this IReadOnlyDictionary<string, object> variables, string name, T otherwise) => otherwise;
}
